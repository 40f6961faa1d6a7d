-- Why: who pays by bank needs the account and the reference in the portal; money that pays no invoice by itself (too little, too much, too late) must
-- find its invoice or a person, once.

create table public.bank_accounts (
  account_id uuid not null references public.accounts (id) on delete restrict,
  currency text not null,
  holder text not null,
  iban text,
  bic text,
  account_number text,
  sort_code text,
  learned_at timestamptz not null default now(),
  primary key (account_id, currency),
  constraint bank_accounts_currency_is_iso check (currency ~ '^[A-Z]{3}$'),
  constraint bank_accounts_can_be_paid_to check (iban is not null or (account_number is not null and sort_code is not null))
);
comment on table public.bank_accounts is 'The account at Stripe''s bank into which a company pays its invoices; each company has its own, so that its money is recognised.';
comment on column public.bank_accounts.account_id is 'The company that pays into it.';
comment on column public.bank_accounts.currency is 'Currency it takes.';
comment on column public.bank_accounts.holder is 'Name of the recipient.';
comment on column public.bank_accounts.iban is 'IBAN, without spaces.';
comment on column public.bank_accounts.bic is 'BIC of the bank.';
comment on column public.bank_accounts.account_number is 'Account number in the United Kingdom.';
comment on column public.bank_accounts.sort_code is 'Sort code in the United Kingdom.';
comment on column public.bank_accounts.learned_at is 'When Stripe opened it.';
alter table public.bank_accounts enable row level security;
create policy "Owners and billing see the account they pay into" on public.bank_accounts for select to authenticated
  using (account_id = any ((select private.my_accounts('owner', 'billing'))::uuid[]));
grant select on public.bank_accounts to authenticated;
create trigger refuse_delete before delete on public.bank_accounts for each row execute function private.refuse_delete();
create trigger refuse_truncate before truncate on public.bank_accounts for each statement execute function private.refuse_truncate();

create table public.waiting_money (
  account_id uuid not null references public.accounts (id) on delete restrict,
  currency text not null,
  amount_minor integer not null,
  since timestamptz not null,
  last_transfer text,
  payer_reference text,
  payer_name text,
  looked_at text,
  mirrored_at timestamptz not null default now(),
  primary key (account_id, currency),
  constraint waiting_money_not_negative check (amount_minor >= 0)
);
comment on table public.waiting_money is 'Money that arrived by bank and has paid no invoice: too little, too much, or too late. 0: none waits.';
comment on column public.waiting_money.account_id is 'The company it came from.';
comment on column public.waiting_money.currency is 'Its currency.';
comment on column public.waiting_money.amount_minor is 'How much waits, in cents.';
comment on column public.waiting_money.since is 'When the last transfer came.';
comment on column public.waiting_money.last_transfer is 'That transfer at Stripe.';
comment on column public.waiting_money.payer_reference is 'What the payer wrote.';
comment on column public.waiting_money.payer_name is 'Whose account it came from.';
comment on column public.waiting_money.looked_at is 'For which transfer and amount the portal has decided what to do with it.';
comment on column public.waiting_money.mirrored_at is 'When news from Stripe last changed the row.';
create index waiting_money_waits on public.waiting_money (since) where amount_minor > 0;
alter table public.waiting_money enable row level security;
create policy "Owners and billing see their company's waiting money" on public.waiting_money for select to authenticated
  using (account_id = any ((select private.my_accounts('owner', 'billing'))::uuid[]));
grant select (account_id, currency, amount_minor, since) on public.waiting_money to authenticated;
create trigger refuse_delete before delete on public.waiting_money for each row execute function private.refuse_delete();
create trigger refuse_truncate before truncate on public.waiting_money for each statement execute function private.refuse_truncate();

select private.allow_kinds('private.stripe_calls', 'stripe_calls_kind_is_known', array['open_bank_account', 'apply_cash']);
select private.allow_kinds('private.mail_outbox', 'mail_outbox_kind_is_known', array['payment_unmatched']);

-- The first open invoice in euros or pounds asks Stripe for the company's account.
create function private.ask_for_bank_account() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from public.bank_accounts where account_id = new.account_id and currency = new.currency)
     and exists (select from private.stripe_customers where account_id = new.account_id) then
    perform private.queue_stripe_call('open_bank_account', new.account_id, jsonb_build_object('currency', new.currency),
      'open_bank_account:' || new.account_id || ':' || new.currency);
  end if;
  return null;
end
$$;
-- Definer: the outbox is nobody's who writes invoices.
create trigger ask_for_bank_account_on_insert after insert on public.invoices
  for each row when (new.status = 'open' and new.currency in ('EUR', 'GBP')) execute function private.ask_for_bank_account();
create trigger ask_for_bank_account_on_update after update of status on public.invoices
  for each row when (new.status = 'open' and old.status <> 'open' and new.currency in ('EUR', 'GBP')) execute function private.ask_for_bank_account();

-- Result: holder, iban, bic, account_number, sort_code. The open invoices that asked for the account are paid into it.
create function private.after_open_bank_account(call private.stripe_calls, result jsonb) returns void language sql set search_path = '' as $$
  insert into public.bank_accounts (account_id, currency, holder, iban, bic, account_number, sort_code)
  values (call.account_id, call.parameters ->> 'currency', result ->> 'holder', result ->> 'iban', result ->> 'bic', result ->> 'account_number', result ->> 'sort_code')
  on conflict (account_id, currency) do update set holder = excluded.holder, iban = excluded.iban, bic = excluded.bic,
    account_number = excluded.account_number, sort_code = excluded.sort_code;
  update public.invoices invoice set payment_account = to_jsonb(bank) - array['account_id', 'currency', 'learned_at'], mirrored_at = now() from public.bank_accounts bank
  where bank.account_id = call.account_id and bank.currency = call.parameters ->> 'currency' and invoice.account_id = bank.account_id
    and invoice.currency = bank.currency and invoice.status = 'open' and invoice.payment_account is null
$$;

-- Mirrors the money of a customer that waits for an invoice, as Stripe shows it now.
-- What was read earlier than what is known changes nothing. In: stripe_customer_id, read_at, available ({ "EUR": 5000 }), transfers (the latest of each currency: id, currency, created_at, reference, payer).
create function service.mirror_cash(news jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare
  home uuid := (select account_id from private.stripe_customers where stripe_customer_id = news ->> 'stripe_customer_id');
begin
  if home is null then
    return;
  end if;
  insert into public.waiting_money as known (account_id, currency, amount_minor, since, last_transfer, payer_reference, payer_name, mirrored_at)
  select home, transfer ->> 'currency', coalesce((news -> 'available' ->> (transfer ->> 'currency'))::integer, 0), (transfer ->> 'created_at')::timestamptz,
         transfer ->> 'id', transfer ->> 'reference', transfer ->> 'payer', (news ->> 'read_at')::timestamptz
  from jsonb_array_elements(news -> 'transfers') transfer
  on conflict (account_id, currency) do update set
    amount_minor = excluded.amount_minor, mirrored_at = excluded.mirrored_at, since = excluded.since, last_transfer = excluded.last_transfer,
    payer_reference = excluded.payer_reference, payer_name = excluded.payer_name
  where known.mirrored_at <= excluded.mirrored_at;
end
$$;

-- Opens a case about money at the desk, once per key. In: company, key, text for the desk, the desk's address. Out: the case's reference, null when there was one.
create function private.open_payment_case(account uuid, once text, message text, desk text) returns text language plpgsql set search_path = '' as $$
declare
  case_id uuid := md5('payment case ' || once)::uuid;
  known text;
begin
  insert into public.support_cases (id, account_id, topic, name, email, message, locale)
  select case_id, company.id, 'payment', company.contact_name, company.email, open_payment_case.message, company.locale
  from public.accounts company where company.id = account
  on conflict (id) do nothing returning reference into known;
  if known is not null and desk is not null then
    perform private.enqueue_mail('support_case', desk, 'en', jsonb_build_object('reference', known, 'name', company.contact_name, 'email', company.email,
      'topic', 'payment', 'message', open_payment_case.message, 'account_id', company.id), 'support_case:' || case_id, company.id)
    from public.accounts company where company.id = account;
  end if;
  return known;
end
$$;

-- The open invoice that money of a company belongs to: one it covers first, exactly if there is such a one; else the one due first. Null: none is open.
-- In: company, currency, amount in cents.
create function private.invoice_for_money(account uuid, in_currency text, amount integer) returns public.invoices language sql stable set search_path = '' as $$
  select invoice from public.invoices invoice
  where invoice.account_id = account and invoice.currency = in_currency and invoice.status = 'open' and invoice.amount_remaining_minor > 0
  order by invoice.amount_remaining_minor <= amount desc, invoice.amount_remaining_minor = amount desc, invoice.due_on, invoice.id limit 1
$$;

-- Finds the invoice for money that waits longer than ten minutes by the moment `at` (Stripe's own matching is over by then): an invoice it covers is paid
-- from it, also one that is long overdue; otherwise the company and the desk hear of it once per transfer. Out: how many were looked at.
create function service.route_waiting_money(at timestamptz, max integer, desk text) returns integer language plpgsql security definer set search_path = '' as $$
declare
  money record;
  bill public.invoices;
  is_covered boolean;
  key text;
  seen integer := 0;
begin
  for money in
    select waiting.*, waiting.last_transfer || ':' || waiting.amount_minor as moment, company.company_name, company.locale,
           coalesce(billing.invoice_email, company.email) as address
    from public.waiting_money waiting
    join public.accounts company on company.id = waiting.account_id
    left join public.billing_profiles billing on billing.account_id = waiting.account_id
    where waiting.amount_minor > 0 and waiting.since <= route_waiting_money.at - interval '10 minutes'
      and waiting.looked_at is distinct from waiting.last_transfer || ':' || waiting.amount_minor
      and not exists (select from private.stripe_calls call where call.account_id = waiting.account_id and call.kind = 'apply_cash' and call.done_at is null and call.gave_up_at is null)
    order by waiting.since limit route_waiting_money.max for update of waiting skip locked
  loop
    seen := seen + 1;
    update public.waiting_money set looked_at = money.moment where account_id = money.account_id and currency = money.currency;
    bill := private.invoice_for_money(money.account_id, money.currency, money.amount_minor);
    is_covered := bill.id is not null and bill.amount_remaining_minor <= money.amount_minor;
    key := 'apply_cash:' || bill.id || ':' || money.moment;
    -- Tried with this money before and still open: a person looks.
    if is_covered and not exists (select from private.stripe_calls tried where tried.once = key) then
      perform private.queue_stripe_call('apply_cash', money.account_id, '{}', key, bill.membership_id, bill.id);
    else
      perform private.open_payment_case(money.account_id, money.moment,
        format('Bank transfer without an invoice it covers: %s %s waits at Stripe (%s, from %s, reference %s). %s', (money.amount_minor / 100.0)::numeric(12, 2),
          money.currency, money.last_transfer, coalesce(money.payer_name, 'unknown'), coalesce(money.payer_reference, 'none'),
          case when bill.id is null then 'The company has no open invoice: pay it back or keep it for the next one.'
               when is_covered then format('It would cover invoice %s, but Stripe did not pay that from it: look at both there.', bill.number)
               else format('Invoice %s still needs %s: part payment.', bill.number, (bill.amount_remaining_minor / 100.0)::numeric(12, 2)) end), desk);
      if not is_covered then
        perform private.enqueue_mail('payment_unmatched', money.address, money.locale, jsonb_build_object('company_name', money.company_name,
          'received_minor', money.amount_minor, 'missing_minor', bill.amount_remaining_minor - money.amount_minor, 'currency', money.currency,
          'number', bill.number, 'invoice_id', bill.id), 'payment_unmatched:' || money.moment, money.account_id);
      end if;
    end if;
  end loop;
  return seen;
end
$$;
grant execute on function service.mirror_cash, service.route_waiting_money to service_role;

-- Money that is still there (its invoice was paid another way meanwhile, or Stripe did not pay it) is looked at once more, with what is owed now.
create function private.after_apply_cash(call private.stripe_calls, result jsonb) returns void language sql set search_path = '' as $$
  update public.waiting_money waiting set looked_at = null
  from public.invoices invoice where invoice.id = call.invoice_id and waiting.account_id = call.account_id and waiting.currency = invoice.currency
$$;

-- Stripe would not pay the invoice from the money: a person looks.
create function private.gave_up_apply_cash(call private.stripe_calls) returns void language sql set search_path = '' as $$
  select private.open_payment_case(call.account_id, 'apply_cash ' || call.id,
    format('Money of this company waits at Stripe and could not be used for invoice %s: %s', (select number from public.invoices where id = call.invoice_id), call.last_error), call.parameters ->> 'desk')
$$;

create view support.waiting_money with (security_invoker = on) as
select company.company_name, waiting.account_id, waiting.currency, waiting.amount_minor, waiting.since, waiting.payer_name, waiting.payer_reference,
       invoice.number as open_invoice, invoice.amount_remaining_minor, invoice.due_on,
       case when invoice.id is null then 'no open invoice' when invoice.amount_remaining_minor > waiting.amount_minor then 'part payment' else 'covers an invoice' end as what_it_is
from public.waiting_money waiting
join public.accounts company on company.id = waiting.account_id
left join lateral (select open.* from public.invoices open where open.account_id = waiting.account_id and open.currency = waiting.currency and open.status = 'open'
                   order by open.due_on, open.id limit 1) invoice on true
where waiting.amount_minor > 0;
comment on view support.waiting_money is 'Bank transfers that paid no invoice: what waits, since when, and the open invoice it may be meant for.';
comment on column support.waiting_money.company_name is 'Whose money it is.';
comment on column support.waiting_money.account_id is 'Id of that company.';
comment on column support.waiting_money.currency is 'Its currency.';
comment on column support.waiting_money.amount_minor is 'How much waits, in cents.';
comment on column support.waiting_money.since is 'When the last transfer came.';
comment on column support.waiting_money.payer_name is 'Whose account it came from.';
comment on column support.waiting_money.payer_reference is 'What the payer wrote.';
comment on column support.waiting_money.open_invoice is 'The open invoice of that company that is due first.';
comment on column support.waiting_money.amount_remaining_minor is 'What that invoice still needs, in cents.';
comment on column support.waiting_money.due_on is 'When it is or was due.';
comment on column support.waiting_money.what_it_is is 'part payment, covers an invoice (it is used within minutes), or no open invoice.';
