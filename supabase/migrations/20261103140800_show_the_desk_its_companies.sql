-- Why: the desk sees at a glance what a company has, what is stuck and what does not add up, without writing a query.

-- Every value beside the company's own is a question of its own (no join): it is asked only for the rows of one page, after they were filtered and cut.
create view support.accounts_overview with (security_invoker = on) as
select account.id as account_id, account.company_name, account.business_id, account.country, account.email, account.contact_name,
       (select string_agg(person.email || ' (' || member.role || ')', ', ' order by member.role, person.email)
        from public.account_members member join auth.users person on person.id = member.user_id where member.account_id = account.id) as people,
       (select number.number from public.membership_numbers number where number.account_id = account.id order by number.issued_at desc limit 1) as number,
       (select membership.tier_code from public.memberships membership where membership.account_id = account.id and membership.state <> 'ended') as tier,
       (select membership.state::text from public.memberships membership where membership.account_id = account.id and membership.state <> 'ended') as membership_state,
       (select membership.ends_on from public.memberships membership where membership.account_id = account.id and membership.state <> 'ended') as membership_ends_on,
       coalesce((select points.balance from public.point_balances points where points.account_id = account.id), 0) as balance,
       (select invitation.invited_at from public.invitations invitation where invitation.account_id = account.id) as invited_at,
       (select count(*) from public.products product where product.account_id = account.id and product.removed_at is null and product.is_complete) as products_complete,
       (select count(*) from public.products product where product.account_id = account.id and product.removed_at is null and not product.is_complete
        and product.claim in ('none', 'held')) as products_incomplete,
       (select count(*) from public.products product where product.account_id = account.id and product.removed_at is null and product.claim in ('disputed', 'lost'))
         as products_disputed,
       (select count(*) from public.invoices invoice where invoice.account_id = account.id and invoice.status = 'open') as invoices_open,
       (select count(*) from public.support_cases support_case where support_case.account_id = account.id and support_case.state <> 'closed') as cases_open,
       (select max(person.last_sign_in_at) from public.account_members member join auth.users person on person.id = member.user_id
        where member.account_id = account.id) as last_sign_in,
       account.legacy_email, account.locale, account.created_at, account.closed_at, account.merged_into
from public.accounts account;
comment on view support.accounts_overview is 'One row a company: where every case begins. Filter by company_name, email, business_id or number.';
comment on column support.accounts_overview.account_id is 'What the functions of this schema ask for.';
comment on column support.accounts_overview.company_name is 'Name of the company.';
comment on column support.accounts_overview.business_id is 'Business id (Y-tunnus).';
comment on column support.accounts_overview.country is 'Country it joined from; decides currency and time zone.';
comment on column support.accounts_overview.email is 'Address mails about the company go to.';
comment on column support.accounts_overview.contact_name is 'Person to speak to.';
comment on column support.accounts_overview.people is 'Who signs in for it, with role: owner, billing, products or viewer.';
comment on column support.accounts_overview.number is 'Newest membership number; all of them are in support.numbers.';
comment on column support.accounts_overview.tier is 'Tier of the running membership.';
comment on column support.accounts_overview.membership_state is 'active, past_due, grace or suspended; empty without membership.';
comment on column support.accounts_overview.membership_ends_on is 'Last day of the paid term.';
comment on column support.accounts_overview.balance is 'Points now.';
comment on column support.accounts_overview.invited_at is 'When it was invited at the threshold; empty before.';
comment on column support.accounts_overview.products_complete is 'Products with the green check mark: they have their points.';
comment on column support.accounts_overview.products_incomplete is 'Products that lack something.';
comment on column support.accounts_overview.products_disputed is 'Products whose serial another company has.';
comment on column support.accounts_overview.invoices_open is 'Invoices to be paid.';
comment on column support.accounts_overview.cases_open is 'Support cases not closed.';
comment on column support.accounts_overview.last_sign_in is 'When one of its people last signed in.';
comment on column support.accounts_overview.legacy_email is 'Address of its old CPS account, as the company says; proves nothing.';
comment on column support.accounts_overview.locale is 'Language of its mails.';
comment on column support.accounts_overview.created_at is 'When the account was opened.';
comment on column support.accounts_overview.closed_at is 'When support closed it; empty while it is open.';
comment on column support.accounts_overview.merged_into is 'The account that has its products now.';

-- For the stuck ones: few of a million.
create index products_stuck on public.products (updated_at) where not is_complete and removed_at is null;

create view support.stuck_products with (security_invoker = on) as
select product.id as product_id, product.account_id, account.company_name, account.email, model.code as model_code, model.name as model_name, product.serial_number,
       case when product.claim in ('disputed', 'lost') then product.claim else 'incomplete' end as why,
       product.updated_at as since, (now()::date - product.updated_at::date) as days, product.missing, model.points as points_waiting,
       (select other.account_id from public.products other where other.model_id = product.model_id and other.serial_normalized = product.serial_normalized
        and other.claim = 'held' and product.claim in ('disputed', 'lost')) as held_by,
       case product.claim
         when 'disputed' then 'Two companies have this serial: compare the proofs and settle it (support.disputes, support.resolve_dispute).'
         when 'lost' then 'It was decided for the other company: the member corrects the serial or removes the product.'
         else 'Ask the member for what is missing; an estimate is fine. He opens Omat tuotteet, Näytä tuote.' end as what_to_do
from public.products product
join public.accounts account on account.id = product.account_id
join public.product_models model on model.id = product.model_id
where not product.is_complete and product.removed_at is null
  and (product.claim in ('disputed', 'lost') or product.updated_at < now() - make_interval(days => (select stuck_days from support.settings)));
comment on view support.stuck_products is 'Products that bring no points and will not without help: unfinished for two weeks (settings.stuck_days), disputed, or lost to another company.';
comment on column support.stuck_products.product_id is 'Id of the product.';
comment on column support.stuck_products.account_id is 'Id of the company.';
comment on column support.stuck_products.company_name is 'The company.';
comment on column support.stuck_products.email is 'Where to write.';
comment on column support.stuck_products.model_code is 'Code of the model.';
comment on column support.stuck_products.model_name is 'Name of the model.';
comment on column support.stuck_products.serial_number is 'Serial as the member typed it.';
comment on column support.stuck_products.why is 'incomplete, disputed, or lost.';
comment on column support.stuck_products.since is 'Since when nothing has changed.';
comment on column support.stuck_products.days is 'The same in days.';
comment on column support.stuck_products.missing is 'What is missing: serial_number, purchase_date, purchase_country, dealer.';
comment on column support.stuck_products.points_waiting is 'Points it would bring today.';
comment on column support.stuck_products.held_by is 'The company that has the serial.';
comment on column support.stuck_products.what_to_do is 'What helps.';

create view support.ledger with (security_invoker = on) as
select entry.entry_number, entry.created_at, entry.account_id, account.company_name, entry.kind, entry.points, entry.balance_after,
       model.code as model_code, product.serial_number, entry.product_id, entry.reason,
       coalesce(act.staff, (select person.email::text from auth.users person where person.id = entry.created_by), 'portal') as made_by,
       entry.source, entry.id as entry_id, entry.reverses_id,
       (select reversal.id from public.point_entries reversal where reversal.reverses_id = entry.id) as reversed_by
from public.point_entries entry
join public.accounts account on account.id = entry.account_id
left join public.product_models model on model.id = entry.model_id
left join public.products product on product.id = entry.product_id
left join private.staff_actions act on act.id = case when entry.source ~ '^support:\d+$' then split_part(entry.source, ':', 2)::bigint end;
comment on view support.ledger is 'Every point entry with company and product. Filter by account_id; newest first with: order by entry_number desc.';
comment on column support.ledger.entry_number is 'Order of booking.';
comment on column support.ledger.created_at is 'When.';
comment on column support.ledger.account_id is 'Id of the company.';
comment on column support.ledger.company_name is 'The company.';
comment on column support.ledger.kind is 'award = a product became complete; reversal = it no longer is; adjustment = by the desk.';
comment on column support.ledger.points is 'Points of this entry.';
comment on column support.ledger.balance_after is 'Points of the company after it.';
comment on column support.ledger.model_code is 'Model of the product.';
comment on column support.ledger.serial_number is 'Serial of the product.';
comment on column support.ledger.product_id is 'Id of the product.';
comment on column support.ledger.reason is 'Reason of an adjustment; the member reads it.';
comment on column support.ledger.made_by is 'Person of the desk or member who caused it; portal when nobody was signed in.';
comment on column support.ledger.source is 'What caused it; each source counts once.';
comment on column support.ledger.entry_id is 'Id of the entry.';
comment on column support.ledger.reverses_id is 'The award a reversal takes back.';
comment on column support.ledger.reversed_by is 'The reversal that took this award back.';
