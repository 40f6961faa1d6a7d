-- Why: an issued invoice is a document. What stood on it when it was issued is kept as it was, line by line, whatever the company changes afterwards;
-- bookkeepers, e-invoice files and corrections are made from that.

alter table public.invoices
  add column amount_remaining_minor integer not null default 0,
  add column overpaid_minor integer not null default 0,
  add column credited_minor integer not null default 0,
  add column balance_used_minor integer not null default 0,
  add column corrects uuid references public.invoices (id) on delete restrict,
  add column frozen_at timestamptz,
  add column issued_on date,
  add column paid_on date,
  add column printed_due_on date,
  add column payment_account jsonb,
  add column seller jsonb,
  add column customer_name text,
  add column customer_email text,
  add column customer_address jsonb,
  add column customer_tax_ids jsonb,
  add column e_invoice_address text,
  add column reference text,
  add column footer text,
  add column taxes jsonb,
  add constraint invoices_remaining_not_negative check (amount_remaining_minor >= 0),
  add constraint invoices_overpaid_not_negative check (overpaid_minor >= 0),
  add constraint invoices_credited_not_negative check (credited_minor >= 0),
  add constraint invoices_corrects_another check (corrects <> id);
create index invoices_corrects on public.invoices (corrects) where corrects is not null;
comment on column public.invoices.issued_on is 'Date of the invoice: the day of issued_at in the company''s own time zone.';
comment on column public.invoices.paid_on is 'The day of paid_at in the company''s own time zone.';
comment on column public.invoices.printed_due_on is 'Due date as Stripe printed it when the invoice was issued; files of it say this one, also after the desk gave more time: that is a favour, and no other document.';
comment on column public.invoices.payment_account is 'The company''s own account at Stripe''s bank as it was when the invoice was issued, or came with the first one; empty: there was none.';
comment on column public.invoices.amount_remaining_minor is 'Still to be paid, in cents: total less payments, credit notes and credit that was used.';
comment on column public.invoices.overpaid_minor is 'Paid beyond the total, in cents; Stripe keeps it as credit of the company.';
comment on column public.invoices.credited_minor is 'Sum of its credit notes, in cents. As much as the total: the invoice was taken back.';
comment on column public.invoices.balance_used_minor is 'Credit of the company that was used for it when it was issued, in cents.';
comment on column public.invoices.corrects is 'The invoice it replaces.';
comment on column public.invoices.frozen_at is 'When what stands on it was fixed: the first news after it was issued.';
comment on column public.invoices.seller is 'Who sold, as printed: name, address, business id, VAT number.';
comment on column public.invoices.customer_name is 'Name as printed on it.';
comment on column public.invoices.customer_email is 'Address it was sent to.';
comment on column public.invoices.customer_address is 'Address as printed on it.';
comment on column public.invoices.customer_tax_ids is 'VAT numbers as printed on it: type and value.';
comment on column public.invoices.e_invoice_address is 'Where the e-invoice goes: the company''s address when it was issued.';
comment on column public.invoices.reference is 'The company''s reference as printed on it.';
comment on column public.invoices.footer is 'Text at its foot, for example about reverse charge.';
comment on column public.invoices.taxes is 'Its taxes: rate in per cent, reason (standard_rated, reverse_charge, …), taxable and tax in cents.';

create table public.invoice_lines (
  invoice_id uuid not null references public.invoices (id) on delete restrict,
  position integer not null,
  account_id uuid not null references public.accounts (id) on delete restrict,
  stripe_line_id text not null,
  description text,
  quantity numeric not null,
  amount_minor integer not null,
  period_starts_on date,
  period_ends_on date,
  tax_rate numeric,
  tax_reason text,
  tax_minor integer not null,
  primary key (invoice_id, position),
  constraint invoice_lines_position_positive check (position > 0)
);
comment on table public.invoice_lines is 'Lines of issued invoices as they were printed; never changed.';
comment on column public.invoice_lines.invoice_id is 'The invoice.';
comment on column public.invoice_lines.position is 'Order on the invoice, from 1.';
comment on column public.invoice_lines.account_id is 'The company.';
comment on column public.invoice_lines.stripe_line_id is 'Id of the line at Stripe.';
comment on column public.invoice_lines.description is 'What was sold.';
comment on column public.invoice_lines.quantity is 'How many.';
comment on column public.invoice_lines.amount_minor is 'The whole line before tax, in cents.';
comment on column public.invoice_lines.period_starts_on is 'First day it is for.';
comment on column public.invoice_lines.period_ends_on is 'Last day it is for.';
comment on column public.invoice_lines.tax_rate is 'Tax rate in per cent.';
comment on column public.invoice_lines.tax_reason is 'Why that rate: standard_rated, reverse_charge, ….';
comment on column public.invoice_lines.tax_minor is 'Tax of the line, in cents.';
create index invoice_lines_account on public.invoice_lines (account_id);
alter table public.invoice_lines enable row level security;
create policy "Owners and billing see their company's invoice lines" on public.invoice_lines for select to authenticated
  using (account_id = any ((select private.my_accounts('owner', 'billing'))::uuid[]));
grant select (invoice_id, position, account_id, description, quantity, amount_minor, period_starts_on, period_ends_on, tax_rate, tax_reason, tax_minor)
  on public.invoice_lines to authenticated;
grant select (issued_on, paid_on, amount_remaining_minor, overpaid_minor, credited_minor, balance_used_minor, corrects, frozen_at, seller, customer_name, customer_email,
  customer_address, customer_tax_ids, e_invoice_address, reference, footer, taxes) on public.invoices to authenticated;

-- What was printed stays as printed, whoever writes.
create function private.keep_frozen_invoice() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.frozen_at is not null
     and (new.frozen_at, new.number, new.issued_at, new.issued_on, new.printed_due_on, coalesce(old.payment_account, new.payment_account), new.seller, new.customer_name, new.customer_email, new.customer_address, new.customer_tax_ids,
          new.e_invoice_address, new.reference, new.footer, new.taxes, new.corrects)
       is distinct from (old.frozen_at, old.number, old.issued_at, old.issued_on, old.printed_due_on, new.payment_account, old.seller, old.customer_name, old.customer_email, old.customer_address, old.customer_tax_ids,
          old.e_invoice_address, old.reference, old.footer, old.taxes, old.corrects) then
    raise sqlstate 'PT409' using message = 'not_allowed', hint = 'An issued invoice stays as it was printed. The company can have it corrected: credit note and new invoice.';
  end if;
  return new;
end
$$;
create trigger keep_frozen_invoice before update on public.invoices for each row execute function private.keep_frozen_invoice();

create function private.keep_invoice_lines() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'INSERT' and exists (select from public.invoices where id = new.invoice_id and frozen_at = now() and account_id = new.account_id) then
    return new;
  end if;
  raise sqlstate 'PT409' using message = 'not_allowed', hint = 'Lines are written when an invoice is issued, and stay.';
end
$$;
create trigger keep_invoice_lines before insert or update or delete on public.invoice_lines for each row execute function private.keep_invoice_lines();
create trigger refuse_truncate before truncate on public.invoice_lines for each statement execute function private.refuse_truncate();

-- What is replaced by what, and how far it is; written by the functions of the migration that brings corrections.
create table public.invoice_corrections (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts (id) on delete restrict,
  old_invoice_id uuid not null references public.invoices (id) on delete restrict,
  stripe_invoice_id text unique,
  new_invoice_id uuid references public.invoices (id) on delete restrict,
  credit_first boolean not null,
  due_on date,
  first_issued_on date not null,
  state text not null default 'running',
  requested_by uuid,
  requested_at timestamptz not null default now(),
  finished_at timestamptz,
  error text,
  constraint invoice_corrections_state_known check (state in ('running', 'done', 'failed')),
  constraint invoice_corrections_end_has_moment check ((state = 'running') = (finished_at is null))
);
comment on table public.invoice_corrections is 'Corrections of invoices asked for by members: credit note for the old one, and a new one.';
comment on column public.invoice_corrections.id is 'Id of the correction; the new invoice at Stripe carries it.';
comment on column public.invoice_corrections.account_id is 'The company.';
comment on column public.invoice_corrections.old_invoice_id is 'The invoice that is replaced.';
comment on column public.invoice_corrections.stripe_invoice_id is 'The new invoice at Stripe, once it is made.';
comment on column public.invoice_corrections.new_invoice_id is 'The new invoice, once it is issued.';
comment on column public.invoice_corrections.credit_first is 'Whether the old invoice is credited before the new one is issued, because something had been paid on it, also by credit.';
comment on column public.invoice_corrections.due_on is 'Due date that the new invoice takes over; empty: it has its own.';
comment on column public.invoice_corrections.first_issued_on is 'Date of the first invoice of the chain: from then the days in which it can be corrected count.';
comment on column public.invoice_corrections.state is 'running, done or failed.';
comment on column public.invoice_corrections.requested_by is 'Who asked for it.';
comment on column public.invoice_corrections.requested_at is 'When.';
comment on column public.invoice_corrections.finished_at is 'When it was done or failed.';
comment on column public.invoice_corrections.error is 'Why it failed.';
create unique index invoice_corrections_one on public.invoice_corrections (old_invoice_id) where state <> 'failed';
create index invoice_corrections_account on public.invoice_corrections (account_id, requested_at desc);
create index invoice_corrections_new on public.invoice_corrections (new_invoice_id);
create index invoice_corrections_old on public.invoice_corrections (old_invoice_id);
alter table public.invoice_corrections enable row level security;
create policy "Owners and billing see their company's corrections" on public.invoice_corrections for select to authenticated
  using (account_id = any ((select private.my_accounts('owner', 'billing'))::uuid[]));
grant select (id, account_id, old_invoice_id, new_invoice_id, first_issued_on, state, requested_at, finished_at) on public.invoice_corrections to authenticated;
create trigger refuse_delete before delete on public.invoice_corrections for each row execute function private.refuse_delete();
create trigger refuse_truncate before truncate on public.invoice_corrections for each statement execute function private.refuse_truncate();

-- Mirrors one invoice as Stripe shows it now. Older or repeated news changes nothing. Mails go out once: issued, paid.
-- In: stripe_invoice_id, membership_id or stripe_subscription_id or stripe_customer_id, number, status, currency, amounts in the smallest unit,
-- issued_at, due_at, paid_at (ISO), hosted_url, pdf_url, correction_id, and what is printed: seller, customer_name, customer_email, customer_address,
-- customer_tax_ids, reference, footer, taxes, lines. Out: our id, null when the customer is not ours.
create or replace function service.mirror_invoice(news jsonb) returns uuid language plpgsql security definer set search_path = '' as $$
declare
  facts public.invoices := jsonb_populate_record(null::public.invoices, news);
  home record;
  known_membership uuid;
  known_account uuid;
  addressee uuid;
  correction public.invoice_corrections;
  mirrored public.invoices;
  before public.invoices;
  is_frozen_now boolean;
  taken_due_on date;
begin
  -- Found by keys first; one query with "or" would read every company for every event.
  select id, account_id into known_membership, known_account from public.memberships where id = facts.membership_id;
  if not found then
    select id, account_id into known_membership, known_account from public.memberships where stripe_subscription_id = news ->> 'stripe_subscription_id';
  end if;
  -- An invoice belongs to the company it is addressed to, whatever membership its metadata names: that can be copied by hand at Stripe (R15).
  select account_id into addressee from private.stripe_customers where stripe_customer_id = news ->> 'stripe_customer_id';
  if addressee <> known_account then
    known_membership := null;
  end if;
  known_account := coalesce(addressee, known_account);
  select account.id as account_id, membership.id as membership_id, account.company_name, account.locale, country.time_zone,
         coalesce(billing.invoice_email, account.email) as invoice_email, billing.e_invoice_address, membership.payment_method, settings.charge_hour
  into home
  from public.accounts account
  join public.countries country on country.code = account.country
  cross join public.programme_settings settings
  left join public.billing_profiles billing on billing.account_id = account.id
  left join public.memberships membership on membership.id = known_membership
  where account.id = known_account;
  if not found then
    return null;
  end if;

  -- One at a time per invoice, so that two events cannot both believe to be the first.
  perform pg_advisory_xact_lock(hashtextextended(facts.stripe_invoice_id, 7));
  select * into before from public.invoices where stripe_invoice_id = facts.stripe_invoice_id;
  if private.invoice_rank(before.status) > private.invoice_rank(facts.status) then
    return before.id;
  end if;
  -- The metadata may name a correction before the call that made the invoice has reported it.
  select * into correction from public.invoice_corrections made
  where made.account_id = home.account_id and (made.stripe_invoice_id = facts.stripe_invoice_id
    or (made.stripe_invoice_id is null and made.id::text = news ->> 'correction_id'));
  is_frozen_now := facts.status <> 'draft' and before.frozen_at is null;
  taken_due_on := coalesce(correction.due_on, (facts.due_at at time zone home.time_zone)::date);

  insert into public.invoices as mirror (account_id, membership_id, stripe_invoice_id, number, status, currency, subtotal_minor, tax_minor, total_minor,
    amount_due_minor, amount_paid_minor, amount_remaining_minor, overpaid_minor, credited_minor, balance_used_minor, issued_at, issued_on, due_at, due_on, paid_at, paid_on,
    hosted_url, pdf_url, corrects, frozen_at, printed_due_on, payment_account, seller, customer_name, customer_email, customer_address, customer_tax_ids, e_invoice_address, reference, footer, taxes)
  values (home.account_id, home.membership_id, facts.stripe_invoice_id, facts.number, facts.status, upper(facts.currency), facts.subtotal_minor,
    facts.tax_minor, facts.total_minor, facts.amount_due_minor, facts.amount_paid_minor,
    coalesce(facts.amount_remaining_minor, case when facts.status in ('paid', 'void') then 0 else greatest(facts.amount_due_minor - facts.amount_paid_minor, 0) end),
    coalesce(facts.overpaid_minor, 0), coalesce(facts.credited_minor, 0), coalesce(facts.balance_used_minor, 0), facts.issued_at,
    (facts.issued_at at time zone home.time_zone)::date, facts.due_at, taken_due_on, facts.paid_at, (facts.paid_at at time zone home.time_zone)::date, facts.hosted_url, facts.pdf_url, correction.old_invoice_id,
    case when is_frozen_now then now() end, case when is_frozen_now then (facts.due_at at time zone home.time_zone)::date end,
    (select to_jsonb(bank) - array['account_id', 'currency', 'learned_at'] from public.bank_accounts bank where bank.account_id = home.account_id and bank.currency = upper(facts.currency) and is_frozen_now), facts.seller, facts.customer_name, facts.customer_email, facts.customer_address, facts.customer_tax_ids,
    home.e_invoice_address, facts.reference, facts.footer, facts.taxes)
  on conflict (stripe_invoice_id) do update set
    membership_id = coalesce(mirror.membership_id, excluded.membership_id), status = excluded.status,
    subtotal_minor = excluded.subtotal_minor, tax_minor = excluded.tax_minor, total_minor = excluded.total_minor,
    amount_due_minor = excluded.amount_due_minor, amount_paid_minor = greatest(mirror.amount_paid_minor, excluded.amount_paid_minor),
    amount_remaining_minor = excluded.amount_remaining_minor, overpaid_minor = excluded.overpaid_minor, credited_minor = excluded.credited_minor,
    balance_used_minor = excluded.balance_used_minor, due_at = excluded.due_at, due_on = excluded.due_on, paid_at = excluded.paid_at, paid_on = excluded.paid_on,
    hosted_url = excluded.hosted_url, pdf_url = excluded.pdf_url, mirrored_at = now(),
    number = case when is_frozen_now then excluded.number else coalesce(mirror.number, excluded.number) end,
    issued_at = case when is_frozen_now then excluded.issued_at else coalesce(mirror.issued_at, excluded.issued_at) end,
    issued_on = case when is_frozen_now then excluded.issued_on else coalesce(mirror.issued_on, excluded.issued_on) end,
    printed_due_on = case when is_frozen_now then excluded.printed_due_on else mirror.printed_due_on end,
    payment_account = case when is_frozen_now then excluded.payment_account else mirror.payment_account end,
    corrects = case when mirror.frozen_at is null then coalesce(mirror.corrects, excluded.corrects) else mirror.corrects end,
    frozen_at = coalesce(mirror.frozen_at, excluded.frozen_at),
    seller = case when is_frozen_now then excluded.seller else mirror.seller end,
    customer_name = case when is_frozen_now then excluded.customer_name else mirror.customer_name end,
    customer_email = case when is_frozen_now then excluded.customer_email else mirror.customer_email end,
    customer_address = case when is_frozen_now then excluded.customer_address else mirror.customer_address end,
    customer_tax_ids = case when is_frozen_now then excluded.customer_tax_ids else mirror.customer_tax_ids end,
    e_invoice_address = case when is_frozen_now then excluded.e_invoice_address else mirror.e_invoice_address end,
    reference = case when is_frozen_now then excluded.reference else mirror.reference end,
    footer = case when is_frozen_now then excluded.footer else mirror.footer end,
    taxes = case when is_frozen_now then excluded.taxes else mirror.taxes end
  returning * into mirrored;

  if is_frozen_now then
    insert into public.invoice_lines (invoice_id, position, account_id, stripe_line_id, description, quantity, amount_minor, period_starts_on, period_ends_on,
      tax_rate, tax_reason, tax_minor)
    select mirrored.id, place, mirrored.account_id, line ->> 'stripe_line_id', line ->> 'description', (line ->> 'quantity')::numeric, (line ->> 'amount_minor')::integer,
      ((line ->> 'period_start')::timestamptz at time zone home.time_zone)::date,
      -- On the day of Stripe's end, at the hour of joining, the next period begins: that day is the next one's. A period within a day is of that day.
      greatest(((line ->> 'period_end')::timestamptz at time zone home.time_zone)::date - 1,
               ((line ->> 'period_start')::timestamptz at time zone home.time_zone)::date),
      (line ->> 'tax_rate')::numeric, line ->> 'tax_reason', coalesce((line ->> 'tax_minor')::integer, 0)
    from jsonb_array_elements(case when jsonb_typeof(news -> 'lines') = 'array' then news -> 'lines' else '[]' end) with ordinality as lines (line, place);
  end if;

  if mirrored.status = 'open' and mirrored.total_minor > 0 then
    if home.payment_method = 'card' and mirrored.due_on is not null then
      -- A corrected invoice goes on where the one it replaces stood.
      insert into private.invoice_charges (invoice_id, attempts, first_attempt_at, next_attempt_at, stopped_at, last_error, last_outcome)
      select mirrored.id, coalesce(replaced.attempts, 0), coalesce(replaced.first_attempt_at, moment), coalesce(replaced.next_attempt_at, moment),
             replaced.stopped_at, replaced.last_error, replaced.last_outcome
      from (select (mirrored.due_on + make_interval(hours => home.charge_hour)) at time zone home.time_zone as moment) as due
      left join private.invoice_charges replaced on replaced.invoice_id = mirrored.corrects and correction.due_on is not null
      on conflict (invoice_id) do nothing;
    end if;
    perform private.enqueue_mail('invoice_issued', home.invoice_email, home.locale, jsonb_build_object('company_name', home.company_name,
      'number', mirrored.number, 'total_minor', mirrored.total_minor, 'currency', mirrored.currency, 'due_on', mirrored.due_on,
      'hosted_url', mirrored.hosted_url, 'payment_method', home.payment_method), 'invoice_issued:' || mirrored.id, home.account_id);
  elsif mirrored.status = 'paid' and mirrored.total_minor > 0 and mirrored.credited_minor < mirrored.total_minor
        and (mirrored.corrects is null or mirrored.amount_paid_minor > 0) then
    perform private.enqueue_mail('invoice_paid', home.invoice_email, home.locale, jsonb_build_object('company_name', home.company_name,
      'number', mirrored.number, 'total_minor', mirrored.total_minor, 'currency', mirrored.currency, 'paid_at', mirrored.paid_on,
      'hosted_url', mirrored.hosted_url), 'invoice_paid:' || mirrored.id, home.account_id);
  end if;
  return mirrored.id;
end
$$;

-- Those that were mirrored before have their days as well.
update public.invoices invoice set mirrored_at = now(), issued_on = (invoice.issued_at at time zone country.time_zone)::date,
  paid_on = (invoice.paid_at at time zone country.time_zone)::date
from public.accounts account join public.countries country on country.code = account.country
where account.id = invoice.account_id and (invoice.issued_at is not null or invoice.paid_at is not null);
