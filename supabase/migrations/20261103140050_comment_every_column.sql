-- Why: the dashboard shows the comment of a column beside its name; staff should not have to guess what a field means.


comment on column public.account_members.account_id is 'The company.';
comment on column public.account_members.user_id is 'The person, as in Authentication.';
comment on column public.account_members.role is 'owner, billing, products or viewer. The last owner cannot be taken away.';
comment on column public.account_members.created_at is 'Since when.';

comment on column public.accounts.id is 'Id of the company; every other table names it account_id.';
comment on column public.accounts.company_name is 'Name of the company as its people write it.';
comment on column public.accounts.business_id is 'Business id (Y-tunnus); a Finnish one is checked by its check digit.';
comment on column public.accounts.country is 'Country it joined from; decides currency and time zone. Fixed while a membership runs.';
comment on column public.accounts.contact_name is 'Person to speak to.';
comment on column public.accounts.locale is 'Language of its pages and mails.';
comment on column public.accounts.terms_accepted_at is 'When the terms were accepted.';
comment on column public.accounts.created_at is 'When the account was opened.';

comment on column public.billing_profiles.account_id is 'The company.';
comment on column public.billing_profiles.legal_name is 'Name printed on invoices.';
comment on column public.billing_profiles.address_line1 is 'Street and number.';
comment on column public.billing_profiles.address_line2 is 'Second line, if any.';
comment on column public.billing_profiles.postal_code is 'Postal code.';
comment on column public.billing_profiles.city is 'Town.';
comment on column public.billing_profiles.country is 'Country of the address.';
comment on column public.billing_profiles.vat_id is 'VAT number, with the letters of its country.';
comment on column public.billing_profiles.invoice_email is 'Where invoices are mailed.';
comment on column public.billing_profiles.reference is 'The company''s own reference, printed on invoices.';
comment on column public.billing_profiles.updated_at is 'When it was last changed.';

comment on column public.countries.code is 'Two letters, ISO 3166.';
comment on column public.countries.is_member_country is 'True when companies of this country may join.';

comment on column public.dealers.id is 'Id of the dealer.';
comment on column public.dealers.name is 'Name as offered beside Jälleenmyyjä.';
comment on column public.dealers.country is 'Country of the dealer.';
comment on column public.dealers.is_active is 'False: no longer suggested. What members chose stays.';

comment on column public.invitations.account_id is 'The company.';
comment on column public.invitations.invited_at is 'When the balance first reached the threshold.';
comment on column public.invitations.balance is 'Points at that moment.';
comment on column public.invitations.threshold is 'The threshold at that moment.';

comment on column public.invoices.id is 'Id of the invoice here.';
comment on column public.invoices.account_id is 'The company it is addressed to.';
comment on column public.invoices.membership_id is 'The membership it is for.';
comment on column public.invoices.stripe_invoice_id is 'Id at Stripe: search for it there.';
comment on column public.invoices.number is 'Number printed on the invoice; empty while it is a draft.';
comment on column public.invoices.status is 'draft, open, paid, uncollectible or void; only moves forward, by news from Stripe.';
comment on column public.invoices.currency is 'Currency of all amounts of the row.';
comment on column public.invoices.subtotal_minor is 'Before tax, in cents.';
comment on column public.invoices.tax_minor is 'Tax, in cents.';
comment on column public.invoices.total_minor is 'With tax, in cents.';
comment on column public.invoices.amount_due_minor is 'To be paid, in cents.';
comment on column public.invoices.amount_paid_minor is 'Paid so far, in cents.';
comment on column public.invoices.issued_at is 'When Stripe issued it.';
comment on column public.invoices.due_at is 'The moment it falls due.';
comment on column public.invoices.paid_at is 'When it was paid.';
comment on column public.invoices.hosted_url is 'Its page at Stripe, where it can be paid.';
comment on column public.invoices.pdf_url is 'The invoice as PDF.';
comment on column public.invoices.created_at is 'When the portal first heard of it.';
comment on column public.invoices.mirrored_at is 'When news from Stripe last changed the row.';

comment on column public.membership_numbers.number is 'The number as it is printed.';
comment on column public.membership_numbers.account_id is 'The company it belongs to, for ever.';
comment on column public.membership_numbers.origin is 'issued = by this portal; former = came along from the old system.';
comment on column public.membership_numbers.issued_at is 'When it came into this portal.';

comment on column public.memberships.id is 'Id of the membership.';
comment on column public.memberships.account_id is 'The company.';
comment on column public.memberships.number is 'Its membership number.';
comment on column public.memberships.tier_code is 'The tier; locked for the paid term, an upgrade is possible when the points allow it.';
comment on column public.memberships.state is 'active, past_due, grace, suspended or ended. Setting ended needs end_reason and cannot be undone.';
comment on column public.memberships.currency is 'Currency of the price.';
comment on column public.memberships.starts_on is 'First day of the term.';
comment on column public.memberships.ends_on is 'Last day of the term.';
comment on column public.memberships.renews is 'True: goes on after ends_on.';
comment on column public.memberships.payment_method is 'card or bank_transfer.';
comment on column public.memberships.created_at is 'When the company joined.';
comment on column public.memberships.end_reason is 'Why it ended; refused = Stripe did not accept it and nothing was charged.';

comment on column public.point_balances.account_id is 'The company.';
comment on column public.point_balances.balance is 'The sum of its entries.';
comment on column public.point_balances.updated_at is 'When the last entry was booked.';

comment on column public.point_entries.id is 'Id of the entry.';
comment on column public.point_entries.account_id is 'The company.';
comment on column public.point_entries.product_id is 'The product it is about.';
comment on column public.point_entries.model_id is 'The model it was awarded for.';
comment on column public.point_entries.kind is 'award = a product became complete; reversal = it no longer is; adjustment = by the desk.';
comment on column public.point_entries.points is 'Points; negative ones take away.';
comment on column public.point_entries.reverses_id is 'The award a reversal takes back.';
comment on column public.point_entries.reason is 'Reason of an adjustment; the member reads it.';
comment on column public.point_entries.created_at is 'When it was booked.';
comment on column public.point_entries.created_by is 'Who was signed in; empty for the desk and for jobs.';

comment on column public.product_models.id is 'Id of the model.';
comment on column public.product_models.code is 'Code as in price lists; imports name models by it.';
comment on column public.product_models.name is 'Name as members read it.';
comment on column public.product_models.category is 'body, lens, cine, flash or accessory.';
comment on column public.product_models.serial_example is 'A serial as it stands on the label; shown when one is refused.';
comment on column public.product_models.is_registrable is 'False: can no longer be registered. Products registered before stay.';
comment on column public.product_models.search_text is 'What the search looks in; made by itself.';
comment on column public.product_models.created_at is 'When it was entered.';

comment on column public.products.id is 'Id of the product.';
comment on column public.products.account_id is 'The company; never changes. A product changes hands by a transfer.';
comment on column public.products.model_id is 'The model.';
comment on column public.products.purchased_on is 'Date of purchase.';
comment on column public.products.purchased_on_is_estimate is 'True when the date is the member''s estimate; that is fine.';
comment on column public.products.purchase_country is 'Country of purchase.';
comment on column public.products.dealer_name is 'Dealer, as the member wrote it.';
comment on column public.products.dealer_is_estimate is 'True when the dealer is an estimate; that is fine.';
comment on column public.products.removed_at is 'When it was removed: it is no longer listed, its points are reversed, its serial is free. Cannot be undone.';
comment on column public.products.created_at is 'When it was registered; the older claim on a serial goes first.';
comment on column public.products.updated_at is 'When it was last changed.';

comment on column public.programme_settings.is_only_row is 'Always true: there is one row.';
comment on column public.programme_settings.term_months is 'Months of a membership term.';

comment on column public.saved_cards.account_id is 'The company.';
comment on column public.saved_cards.brand is 'Brand of the card.';
comment on column public.saved_cards.last4 is 'Its last four digits.';
comment on column public.saved_cards.expiry_month is 'Month it expires.';
comment on column public.saved_cards.expiry_year is 'Year it expires.';
comment on column public.saved_cards.saved_at is 'When it was saved.';

comment on column public.support_cases.id is 'Id of the case.';
comment on column public.support_cases.case_number is 'Running number; part of the reference.';
comment on column public.support_cases.reference is 'What the member quotes, for example S-001001.';
comment on column public.support_cases.account_id is 'The company, when the sender acts for one.';
comment on column public.support_cases.user_id is 'The person who was signed in.';
comment on column public.support_cases.product_id is 'The product of a disputed serial.';
comment on column public.support_cases.topic is 'What it is about, as the member chose.';
comment on column public.support_cases.name is 'Name of the sender.';
comment on column public.support_cases.email is 'Where to answer.';
comment on column public.support_cases.message is 'What was written; stays as it is.';
comment on column public.support_cases.locale is 'Language to answer in.';
comment on column public.support_cases.state is 'open, waiting (for the member) or closed. Edit it here.';
comment on column public.support_cases.created_at is 'When it came.';

comment on column public.tier_prices.tier_code is 'The tier.';
comment on column public.tier_prices.currency is 'Currency.';
comment on column public.tier_prices.amount_minor is 'Price of a term in cents, before tax.';
comment on column public.tier_prices.valid_from is 'First day of this price.';
comment on column public.tier_prices.valid_until is 'Last day; empty = until further notice.';

comment on column public.tiers.code is 'Code of the tier.';
comment on column public.tiers.kind is 'individual, or business (behind the switch Yritystaso).';
comment on column public.tiers.minimum_points is 'Points from which it is offered.';
comment on column public.tiers.position is 'Order on the page.';
comment on column public.tiers.active_from is 'First day it is offered.';
comment on column public.tiers.active_until is 'Last day it is offered; empty = until further notice. Members keep theirs.';

comment on column public.account_overview.account_id is 'The company.';
comment on column public.account_overview.company_name is 'Its name.';
comment on column public.account_overview.country is 'Its country.';
comment on column public.account_overview.currency is 'Currency it pays in.';
comment on column public.account_overview.locale is 'Its language.';
comment on column public.account_overview.email is 'Address for mails about it.';
comment on column public.account_overview.legacy_email is 'Address of its old CPS account, as it says.';
comment on column public.account_overview.role is 'What the signed-in person is in it.';
comment on column public.account_overview.balance is 'Points now.';
comment on column public.account_overview.pending_points is 'Points its unfinished products would bring.';
comment on column public.account_overview.product_count is 'Its products.';
comment on column public.account_overview.incomplete_count is 'Those that lack something.';
comment on column public.account_overview.invited_at is 'When it was invited.';
comment on column public.account_overview.membership_state is 'State of the running membership.';
comment on column public.account_overview.membership_number is 'Its number.';
comment on column public.account_overview.tier_code is 'Its tier.';
comment on column public.account_overview.migration_state is 'What the button Siirrä tuotteita does: ready, code_needed, no_legacy_email, done or hidden.';

comment on column public.product_overview.id is 'Id of the product.';
comment on column public.product_overview.account_id is 'The company.';
comment on column public.product_overview.model_id is 'The model.';
comment on column public.product_overview.model_code is 'Code of the model.';
comment on column public.product_overview.model_name is 'Name of the model.';
comment on column public.product_overview.category is 'Category of the model.';
comment on column public.product_overview.serial_example is 'A serial of this model as it stands on the label.';
comment on column public.product_overview.serial_number is 'Serial as typed.';
comment on column public.product_overview.purchased_on is 'Date of purchase.';
comment on column public.product_overview.purchased_on_is_estimate is 'True when the date is an estimate.';
comment on column public.product_overview.purchase_country is 'Country of purchase.';
comment on column public.product_overview.dealer_name is 'Dealer.';
comment on column public.product_overview.dealer_is_estimate is 'True when the dealer is an estimate.';
comment on column public.product_overview.claim is 'Whose the serial is: none, held, disputed or lost.';
comment on column public.product_overview.is_complete is 'Nothing missing and the serial is held.';
comment on column public.product_overview.missing is 'What is missing.';
comment on column public.product_overview.created_at is 'When it was registered.';
comment on column public.product_overview.updated_at is 'When it was last changed.';
comment on column public.product_overview.points is 'Points it has earned.';
comment on column public.product_overview.pending_points is 'Points it would bring.';

comment on column public.points_by_category.account_id is 'The company.';
comment on column public.points_by_category.category is 'Category of the models.';
comment on column public.points_by_category.points is 'Points its products of this category have earned.';

comment on column public.dispute_sides.id is 'Id of this side.';
comment on column public.dispute_sides.dispute_id is 'The dispute; staff look at support.disputes.';
comment on column public.dispute_sides.account_id is 'The company whose side it is.';
comment on column public.dispute_sides.product_id is 'Its product.';
comment on column public.dispute_sides.opened_at is 'When it began for this company.';
comment on column public.dispute_sides.closed_at is 'When it ended for this company.';
comment on column public.dispute_sides.outcome is 'How it ended for this company.';

comment on column public.purchase_proofs.id is 'Id of the proof; support.open_proof asks for it.';
comment on column public.purchase_proofs.account_id is 'The company that sent it.';
comment on column public.purchase_proofs.product_id is 'The product it is for.';
comment on column public.purchase_proofs.file_name is 'Name of the file, as it was sent.';
comment on column public.purchase_proofs.size_bytes is 'Size in bytes.';
comment on column public.purchase_proofs.sha256 is 'Fingerprint of the file: two equal ones are the same file.';
comment on column public.purchase_proofs.uploaded_by is 'The person who sent it.';
comment on column public.purchase_proofs.created_at is 'When it was sent.';

comment on column public.product_releases.id is 'Id of the link.';
comment on column public.product_releases.product_id is 'The product that is handed over.';
comment on column public.product_releases.account_id is 'The company that hands it over.';
comment on column public.product_releases.token_hash is 'What the link is recognised by; the link itself is not kept.';
comment on column public.product_releases.created_by is 'The person who made the link.';
comment on column public.product_releases.created_at is 'When it was made.';
comment on column public.product_releases.expires_at is 'Until when it works.';
comment on column public.product_releases.withdrawn_at is 'When it was made useless.';
comment on column public.product_releases.accepted_at is 'When another company took the product over.';

comment on column public.account_invites.id is 'Id of the invite.';
comment on column public.account_invites.account_id is 'The company that invites.';
comment on column public.account_invites.role is 'What the person will be in it.';
comment on column public.account_invites.invited_by is 'The person who invited.';
comment on column public.account_invites.created_at is 'When.';
comment on column public.account_invites.expires_at is 'Until when it can be accepted.';
comment on column public.account_invites.accepted_at is 'When it was accepted.';
comment on column public.account_invites.withdrawn_at is 'When it was taken back.';
