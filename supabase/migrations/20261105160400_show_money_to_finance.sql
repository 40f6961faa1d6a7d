-- Why: finance asks who owes what since when, what comes in this week, what went wrong with cards, and what was earned where; and must get it
-- without us. Amounts are shown as people write them (99.00), each with its currency, never added across currencies.

alter table support.settings add column book_time_zone text not null default 'Europe/Helsinki';
comment on column support.settings.book_time_zone is 'Time zone of the seller''s books: decides in which month an invoice counts.';
alter table support.settings add constraint settings_book_time_zone_known check (now() at time zone book_time_zone is not null);

create index if not exists invoices_unpaid on public.invoices (due_on, membership_id) where status in ('open', 'uncollectible');
create index invoices_issued on public.invoices (issued_at) where issued_at is not null;
create index invoice_charges_tried on private.invoice_charges (invoice_id) where last_error is not null;

-- Every value beside the invoice's own is a question of its own (no join): it is asked only for the rows of one page, after they were filtered and cut.
create view support.receivables with (security_invoker = on) as
select invoice.id as invoice_id, invoice.number, invoice.account_id, account.company_name,
       coalesce((select billing.invoice_email from public.billing_profiles billing where billing.account_id = account.id), account.email) as invoice_email,
       account.country, (select membership.tier_code from public.memberships membership where membership.id = invoice.membership_id) as tier,
       (select membership.state::text from public.memberships membership where membership.id = invoice.membership_id) as membership_state,
       invoice.currency, round(invoice.total_minor / 100.0, 2) as total, round(private.remaining_minor(invoice) / 100.0, 2) as remaining,
       invoice.issued_on, invoice.due_on, invoice.extended_to,
       greatest((now() at time zone country.time_zone)::date - invoice.due_on, 0) as days_late,
       case when coalesce((now() at time zone country.time_zone)::date - invoice.due_on, 0) <= 0 then 'not due'
            when (now() at time zone country.time_zone)::date - invoice.due_on <= 14 then '1-14 days'
            when (now() at time zone country.time_zone)::date - invoice.due_on <= 30 then '15-30 days'
            when (now() at time zone country.time_zone)::date - invoice.due_on <= 60 then '31-60 days'
            else 'over 60 days' end as age,
       (select membership.payment_method from public.memberships membership where membership.id = invoice.membership_id) as payment_method,
       invoice.status = 'uncollectible' as is_written_off, invoice.hosted_url
from public.invoices invoice
join public.accounts account on account.id = invoice.account_id
join public.countries country on country.code = account.country
where invoice.status in ('open', 'uncollectible') and invoice.amount_remaining_minor > 0;
comment on view support.receivables is 'Every invoice on which something is to be paid, with its age. Sort by days_late.';
comment on column support.receivables.invoice_id is 'What the functions of this schema ask for.';
comment on column support.receivables.number is 'Number printed on the invoice.';
comment on column support.receivables.account_id is 'Id of the company.';
comment on column support.receivables.company_name is 'The company.';
comment on column support.receivables.invoice_email is 'Where its invoices go.';
comment on column support.receivables.country is 'Its country.';
comment on column support.receivables.tier is 'Tier of the membership.';
comment on column support.receivables.membership_state is 'active, past_due, grace, suspended or ended.';
comment on column support.receivables.currency is 'Currency of the amounts.';
comment on column support.receivables.total is 'Amount of the invoice with tax.';
comment on column support.receivables.remaining is 'What is still to be paid.';
comment on column support.receivables.issued_on is 'Date of the invoice.';
comment on column support.receivables.due_on is 'Due date; the later one where the desk gave more time.';
comment on column support.receivables.extended_to is 'The later day the desk gave, if any.';
comment on column support.receivables.days_late is 'Days since the due date; 0 before it.';
comment on column support.receivables.age is 'not due, 1-14 days, 15-30 days, 31-60 days or over 60 days.';
comment on column support.receivables.payment_method is 'card or bank_transfer.';
comment on column support.receivables.is_written_off is 'Marked as uncollectible at Stripe; a late payment still counts.';
comment on column support.receivables.hosted_url is 'Page on which the member pays it.';

-- "offset 0": the age of a row is reckoned once, not for every column again.
create view support.receivables_by_age with (security_invoker = on) as
select currency, count(*) as invoices, count(distinct account_id) as companies,
       coalesce(sum(remaining) filter (where age = 'not due'), 0) as not_due, coalesce(sum(remaining) filter (where age = '1-14 days'), 0) as days_1_to_14,
       coalesce(sum(remaining) filter (where age = '15-30 days'), 0) as days_15_to_30, coalesce(sum(remaining) filter (where age = '31-60 days'), 0) as days_31_to_60,
       coalesce(sum(remaining) filter (where age = 'over 60 days'), 0) as over_60_days, sum(remaining) as total
from (select currency, account_id, age, remaining from support.receivables where not is_written_off offset 0) as counted group by currency;
comment on view support.receivables_by_age is 'What is owed in each currency, by how late it is. Written-off invoices are left out.';
comment on column support.receivables_by_age.currency is 'Currency of the row.';
comment on column support.receivables_by_age.invoices is 'Number of invoices.';
comment on column support.receivables_by_age.companies is 'Number of companies.';
comment on column support.receivables_by_age.not_due is 'Not due yet.';
comment on column support.receivables_by_age.days_1_to_14 is '1 to 14 days late.';
comment on column support.receivables_by_age.days_15_to_30 is '15 to 30 days late.';
comment on column support.receivables_by_age.days_31_to_60 is '31 to 60 days late.';
comment on column support.receivables_by_age.over_60_days is 'More than 60 days late.';
comment on column support.receivables_by_age.total is 'All together.';

create view support.receivables_by_company with (security_invoker = on) as
select account_id, company_name, currency, count(*) as invoices, min(due_on) as oldest_due_on, max(days_late) as days_late,
       coalesce(sum(remaining) filter (where age = 'not due'), 0) as not_due, coalesce(sum(remaining) filter (where age <> 'not due'), 0) as late,
       sum(remaining) as total
from (select account_id, company_name, currency, due_on, days_late, age, remaining from support.receivables where not is_written_off offset 0) as counted
group by account_id, company_name, currency;
comment on view support.receivables_by_company is 'What each company owes, one row a company and currency. Sort by late.';
comment on column support.receivables_by_company.account_id is 'Id of the company.';
comment on column support.receivables_by_company.company_name is 'The company.';
comment on column support.receivables_by_company.currency is 'Currency of the amounts.';
comment on column support.receivables_by_company.invoices is 'Number of unpaid invoices.';
comment on column support.receivables_by_company.oldest_due_on is 'Due date of the oldest.';
comment on column support.receivables_by_company.days_late is 'Days since then; 0 before.';
comment on column support.receivables_by_company.not_due is 'Not due yet.';
comment on column support.receivables_by_company.late is 'Due and not paid.';
comment on column support.receivables_by_company.total is 'All together.';

create view support.due_this_week with (security_invoker = on) as
select receivable.due_on, receivable.invoice_id, receivable.number, receivable.account_id, receivable.company_name, receivable.currency, receivable.remaining,
       receivable.payment_method,
       case when stop.account_id is not null then 'The desk stopped charging: nothing is charged until resume_charging.'
            when receivable.payment_method = 'bank_transfer' then 'A bank transfer is expected.'
            when card.account_id is null then 'No card is saved: the member must pay on the invoice''s page.'
            when charge.stopped_at is not null then 'The card is not charged: see failed_charges.'
            else 'The card ending in ' || card.last4 || ' is charged.' end as what_happens,
       charge.next_attempt_at as charged_at
from support.receivables receivable
join public.countries country on country.code = receivable.country
left join private.invoice_charges charge on charge.invoice_id = receivable.invoice_id
left join public.saved_cards card on card.account_id = receivable.account_id
left join support.charge_stops stop on stop.account_id = receivable.account_id
where receivable.due_on between (now() at time zone country.time_zone)::date and (now() at time zone country.time_zone)::date + 6
  -- The same without a time zone and a day wider: this one the index answers.
  and receivable.due_on between current_date - 1 and current_date + 7 and not receivable.is_written_off;
comment on view support.due_this_week is 'What falls due today and in the six days after, and how the money comes. Sort by due_on.';
comment on column support.due_this_week.due_on is 'Due date.';
comment on column support.due_this_week.invoice_id is 'Id of the invoice.';
comment on column support.due_this_week.number is 'Number of the invoice.';
comment on column support.due_this_week.account_id is 'Id of the company.';
comment on column support.due_this_week.company_name is 'The company.';
comment on column support.due_this_week.currency is 'Currency of the amount.';
comment on column support.due_this_week.remaining is 'What is to be paid.';
comment on column support.due_this_week.payment_method is 'card or bank_transfer.';
comment on column support.due_this_week.what_happens is 'How the money comes, or why it will not.';
comment on column support.due_this_week.charged_at is 'When the card is charged.';

create view support.failed_charges with (security_invoker = on) as
select charge.invoice_id, invoice.number, invoice.account_id, account.company_name, account.email,
       invoice.currency, round(private.remaining_minor(invoice) / 100.0, 2) as remaining, invoice.due_on, charge.attempts, charge.last_error,
       case when charge.stopped_at is null then charge.next_attempt_at end as next_attempt_at,
       case when exists (select from support.charge_stops stop where stop.account_id = invoice.account_id) then 'Stopped by the desk: nothing until resume_charging.'
            when membership.payment_method = 'bank_transfer' then 'A bank transfer is expected: the member went over to it.'
            when private.is_of_failed_correction(invoice.id) then 'Its correction failed: see the support case. Nothing is charged.'
            when charge.stopped_at is null then 'The card is charged again by itself at next_attempt_at.'
            when exists (select from private.stripe_calls call where call.invoice_id = invoice.id and call.kind = 'pay_invoice' and call.gave_up_at is not null
                           and call.last_error = charge.last_error and not exists (select from private.stripe_calls successor where successor.replaces = call.id))
              then 'Stripe did not take the charge itself: see calls_to_stripe, and retry_stripe_call once that is mended (case 32 of the handbook).'
            when charge.last_outcome = 'action_required'
              then 'The bank wants to see the member: he pays on the invoice''s page (mailed to him). No further try until then.'
            else 'No further try with this card: the member saves another one or pays on the invoice''s page (mailed to him).' end as what_happens_next,
       invoice.hosted_url
from private.invoice_charges charge
join public.invoices invoice on invoice.id = charge.invoice_id and invoice.status in ('open', 'uncollectible')
join public.accounts account on account.id = invoice.account_id
left join public.memberships membership on membership.id = invoice.membership_id
where charge.last_error is not null;
comment on view support.failed_charges is 'Unpaid invoices whose card was refused, and what happens next. Sort by due_on.';
comment on column support.failed_charges.invoice_id is 'Id of the invoice.';
comment on column support.failed_charges.number is 'Number of the invoice.';
comment on column support.failed_charges.account_id is 'Id of the company.';
comment on column support.failed_charges.company_name is 'The company.';
comment on column support.failed_charges.email is 'Where to write.';
comment on column support.failed_charges.currency is 'Currency of the amount.';
comment on column support.failed_charges.remaining is 'What is to be paid.';
comment on column support.failed_charges.due_on is 'Due date.';
comment on column support.failed_charges.attempts is 'How often it was tried.';
comment on column support.failed_charges.last_error is 'What the bank said last.';
comment on column support.failed_charges.next_attempt_at is 'When it is tried again; empty: not by itself.';
comment on column support.failed_charges.what_happens_next is 'What happens without the desk, or what must happen.';
comment on column support.failed_charges.hosted_url is 'Page on which the member pays.';

-- Invoices, and credit notes that take from them. A year belongs to the tier of its term; the country is the one printed on the invoice.
create view support.revenue with (security_invoker = on) as
with booked as (
  select invoice.account_id, invoice.membership_id, invoice.customer_address, invoice.currency, invoice.issued_at as belongs_at, invoice.issued_at,
         1 as invoices, 0 as credit_notes, invoice.total_minor - invoice.tax_minor as net_minor, invoice.tax_minor, invoice.total_minor, invoice.amount_paid_minor as paid_minor
  from public.invoices invoice where invoice.issued_at is not null and invoice.status in ('open', 'paid', 'uncollectible')
  union all
  select invoice.account_id, invoice.membership_id, invoice.customer_address, invoice.currency, invoice.issued_at, note.issued_at,
         0, 1, -note.subtotal_minor, -note.tax_minor, -note.total_minor, 0
  from public.credit_notes note join public.invoices invoice on invoice.id = note.invoice_id where note.status = 'issued'
), placed as (
  select date_trunc('month', booked.issued_at at time zone settings.book_time_zone) as month, coalesce(term.tier_code, membership.tier_code, 'none') as tier,
         coalesce(booked.customer_address ->> 'country', account.country) as country, booked.currency,
         booked.invoices, booked.credit_notes, booked.net_minor, booked.tax_minor, booked.total_minor, booked.paid_minor
  from booked
  join public.accounts account on account.id = booked.account_id
  cross join support.settings settings
  left join public.memberships membership on membership.id = booked.membership_id
  -- The terms of a membership follow each other without gap or overlap: one at most fits.
  left join public.membership_terms term on term.membership_id = booked.membership_id
    and (booked.belongs_at at time zone settings.book_time_zone)::date >= term.starts_on and (booked.belongs_at at time zone settings.book_time_zone)::date < term.ends_on
)
select to_char(month, 'YYYY-MM') as month, tier, country, currency, sum(invoices) as invoices, sum(credit_notes) as credit_notes,
       round(sum(net_minor) / 100.0, 2) as net, round(sum(tax_minor) / 100.0, 2) as tax, round(sum(total_minor) / 100.0, 2) as gross, round(sum(paid_minor) / 100.0, 2) as paid
from placed group by placed.month, tier, country, currency;
comment on view support.revenue is 'Invoiced less credited, per month, tier, country and currency; voided invoices are left out. Sort by month descending.';
comment on column support.revenue.month is 'Month of the invoices (2026-11), by the clock of settings.book_time_zone.';
comment on column support.revenue.tier is 'Tier of the membership.';
comment on column support.revenue.country is 'Country printed on the invoice.';
comment on column support.revenue.currency is 'Currency of the amounts.';
comment on column support.revenue.invoices is 'Number of invoices.';
comment on column support.revenue.credit_notes is 'Number of credit notes; they count in the month they were issued in.';
comment on column support.revenue.net is 'Invoiced less credited, without tax.';
comment on column support.revenue.tax is 'Tax on it.';
comment on column support.revenue.gross is 'The same with tax.';
comment on column support.revenue.paid is 'Paid of the invoices so far.';

create view support.card_disputes with (security_invoker = on) as
select dispute.stripe_dispute_id, dispute.account_id, account.company_name, account.email, invoice.number, dispute.invoice_id, dispute.currency,
       round(dispute.amount_minor / 100.0, 2) as amount, dispute.reason, dispute.status, dispute.opened_at, dispute.answer_by, dispute.closed_at,
       case when dispute.status = 'won' then 'Won: the money is back. Nothing to do.'
            when dispute.status = 'lost' then 'Lost: the bank keeps the money. Decide whether the membership goes on; end it with support.end_membership.'
            when dispute.closed_at is not null then 'Closed without loss.'
            when dispute.status like '%needs_response' then 'Stop charging (support.stop_charging), ask the member, and answer at Stripe before answer_by.'
            else 'The bank is deciding. Nothing to do.' end as what_to_do
from private.payment_disputes dispute
join public.accounts account on account.id = dispute.account_id
join public.invoices invoice on invoice.id = dispute.invoice_id;
comment on view support.card_disputes is 'Charges that a card holder disputes at his bank. Open ones have no closed_at. (Serials two companies claim are in support.disputes.)';
comment on column support.card_disputes.stripe_dispute_id is 'Id at Stripe; search for it there.';
comment on column support.card_disputes.account_id is 'Id of the company.';
comment on column support.card_disputes.company_name is 'The company.';
comment on column support.card_disputes.email is 'Where to write.';
comment on column support.card_disputes.number is 'Number of the invoice that was charged.';
comment on column support.card_disputes.invoice_id is 'Id of that invoice.';
comment on column support.card_disputes.currency is 'Currency of the amount.';
comment on column support.card_disputes.amount is 'What the bank took back.';
comment on column support.card_disputes.reason is 'What the card holder said: fraudulent, duplicate, product_not_received …';
comment on column support.card_disputes.status is 'needs_response, under_review, won, lost …';
comment on column support.card_disputes.opened_at is 'When it began.';
comment on column support.card_disputes.answer_by is 'Until when we can answer at Stripe.';
comment on column support.card_disputes.closed_at is 'When it was decided.';
comment on column support.card_disputes.what_to_do is 'What to do about it.';
