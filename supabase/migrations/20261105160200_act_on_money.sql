-- Why: what the desk does about money today in two systems by hand – money on our own account, a day more to pay, a charge that must wait – is one call
-- each, with a reason, and Stripe hears of it by the outbox like of everything else (decision 6).

-- Added to the kinds there are, whatever they are by now: other migrations add theirs.
select private.allow_kinds('private.stripe_calls', 'stripe_calls_kind_is_known', array['mark_paid', 'void_invoice']);

create table support.money_limits (
  currency text primary key,
  alone_minor integer not null,
  constraint money_limits_currency_is_iso check (currency ~ '^[A-Z]{3}$'),
  constraint money_limits_not_negative check (alone_minor >= 0)
);
comment on table support.money_limits is 'Up to which amount one person of the desk marks an invoice as paid or voids it alone; more needs a second person. No row: always two people.';
comment on column support.money_limits.currency is 'Currency of the invoice.';
comment on column support.money_limits.alone_minor is 'The amount in cents (öre, haléř, fillér …).';
insert into support.money_limits (currency, alone_minor) values
  ('EUR', 50000), ('CHF', 50000), ('GBP', 45000), ('SEK', 550000), ('DKK', 375000), ('NOK', 575000), ('PLN', 215000), ('CZK', 1250000), ('HUF', 20000000);
create trigger refuse_truncate before truncate on support.money_limits for each statement execute function private.refuse_truncate();
create trigger audit after insert or update or delete on support.money_limits for each row execute function private.write_audit();

-- An amount for people: 9900, EUR → 99.00 EUR.
create function private.write_amount(amount_minor bigint, currency text) returns text language sql immutable set search_path = '' as $$
  select to_char(amount_minor / 100.0, 'FM999999999990.00') || ' ' || currency
$$;

-- What is still to be paid of an invoice, in the smallest unit.
create function private.remaining_minor(invoice public.invoices) returns integer language sql immutable set search_path = '' as $$
  select case when (invoice).status in ('open', 'uncollectible') then (invoice).amount_remaining_minor else 0 end
$$;

-- An invoice for an act of the desk, held until the transaction ends. Errors: invoice_not_found, invoice_not_open (draft, paid or void).
create function private.hold_open_invoice(invoice uuid) returns public.invoices language plpgsql set search_path = '' as $$
declare
  held public.invoices;
begin
  select * into held from public.invoices where id = invoice for no key update;
  if held.id is null then
    raise sqlstate 'PT404' using message = 'invoice_not_found', hint = 'Copy invoice_id from support.receivables.';
  elsif held.status not in ('open', 'uncollectible') then
    raise sqlstate 'PT409' using message = 'invoice_not_open', hint = format('It is %s.', held.status);
  end if;
  return held;
end
$$;

-- Refuses an act that would cross one that Stripe has not heard of yet. Errors: call_waiting.
create function private.require_no_call_waiting(invoice uuid) returns void language plpgsql stable set search_path = '' as $$
begin
  if exists (select from private.stripe_calls waiting where waiting.invoice_id = invoice and waiting.kind in ('mark_paid', 'void_invoice', 'pay_invoice')
             and waiting.done_at is null and waiting.gave_up_at is null) then
    raise sqlstate 'PT409' using message = 'call_waiting', hint = 'Stripe is being told about this invoice already: look into support.calls_to_stripe, and try again in a minute.';
  end if;
end
$$;

create function private.may_decide_alone(invoice public.invoices) returns boolean language sql stable set search_path = '' as $$
  select private.remaining_minor(invoice) <= coalesce((select alone_minor from support.money_limits where currency = (invoice).currency), -1)
$$;

create function private.describe_invoice(invoice public.invoices) returns text language sql stable set search_path = '' as $$
  select format('invoice %s of %s, %s', coalesce((invoice).number, (invoice).id::text), account.company_name,
    private.write_amount(private.remaining_minor(invoice), (invoice).currency))
  from public.accounts account where account.id = (invoice).account_id
$$;

-- Money on our own account -----------------------------------------------------------------------------------------------------------------------------

create function private.queue_mark_paid(held public.invoices, source text) returns text language plpgsql set search_path = '' as $$
begin
  perform private.require_no_call_waiting(held.id);
  perform private.queue_stripe_call('mark_paid', held.account_id, jsonb_build_object('remaining_minor', private.remaining_minor(held)),
    'mark_paid:' || held.id || ':' || source, held.membership_id, held.id);
  return format('%s: Stripe is told that it was paid on our own account; the receipt goes out when Stripe has confirmed it.', private.describe_invoice(held));
end
$$;

create function private.approved_mark_invoice_paid(asked support.approvals) returns text language plpgsql set search_path = '' as $$
declare
  held public.invoices := private.hold_open_invoice((asked.arguments ->> 'invoice')::uuid);
begin
  if private.remaining_minor(held) <> (asked.arguments ->> 'remaining_minor')::integer then
    raise sqlstate 'PT409' using message = 'amount_changed', hint = 'Something was paid or credited since it was asked for: look again, and ask again.';
  end if;
  return private.queue_mark_paid(held, 'request ' || asked.request);
end
$$;

create function support.mark_invoice_paid(invoice uuid, amount numeric, reason text, staff text, second text default null) returns text
language plpgsql set search_path = '' as $$
declare
  held public.invoices := private.hold_open_invoice(invoice);
  act bigint;
begin
  perform private.require_staff(staff);
  if amount is null or round(amount * 100) <> private.remaining_minor(held) then
    raise sqlstate 'PT422' using message = 'amount_differs', hint = format('To be paid is %s. A part of it is no payment of the invoice: see the handbook.',
      private.write_amount(private.remaining_minor(held), held.currency));
  end if;
  perform private.require_no_call_waiting(held.id);
  if not private.may_decide_alone(held) then
    return private.ask_second_person('mark_invoice_paid', held.account_id, 'Mark as paid on our own account: ' || private.describe_invoice(held),
      jsonb_build_object('invoice', held.id, 'remaining_minor', private.remaining_minor(held)), reason, staff, second);
  end if;
  act := private.note_staff_action('mark_invoice_paid', held.account_id, coalesce(held.number, held.id::text), reason, staff,
    jsonb_build_object('invoice', held.id, 'remaining_minor', private.remaining_minor(held)));
  return private.queue_mark_paid(held, 'act ' || act);
end
$$;
comment on function support.mark_invoice_paid(uuid, numeric, text, text, text) is
  'Marks an invoice as paid whose money came to our own bank account. Give invoice_id, the amount as it stands on the bank statement (99.00; must be all that is still to be paid), why (the statement''s reference), and your address. Above support.money_limits it waits for a second person. Refusals: invoice_not_found, invoice_not_open, amount_differs, call_waiting, reason_missing, staff_unknown, second_person_missing, same_person; on consent also amount_changed.';

-- Taking an invoice back ---------------------------------------------------------------------------------------------------------------------------------

-- Errors: membership_running (what is being used is owed), invoice_part_paid.
create function private.require_voidable(held public.invoices) returns void language plpgsql stable set search_path = '' as $$
begin
  if exists (select from public.memberships where id = held.membership_id and state <> 'ended') then
    raise sqlstate 'PT409' using message = 'membership_running', hint = 'End the membership first. A wrong invoice of a running one is corrected, not voided: see the handbook.';
  elsif held.amount_paid_minor > 0 then
    raise sqlstate 'PT409' using message = 'invoice_part_paid', hint = 'Something was paid on it: finance credits the rest at Stripe.';
  end if;
end
$$;

create function private.queue_void(held public.invoices, source text) returns text language plpgsql set search_path = '' as $$
begin
  perform private.require_voidable(held);
  perform private.require_no_call_waiting(held.id);
  perform private.queue_stripe_call('void_invoice', held.account_id, '{}', 'void_invoice:' || held.id || ':' || source, held.membership_id, held.id);
  return format('%s: Stripe is told to void it. The company owes it no more.', private.describe_invoice(held));
end
$$;

create function private.approved_void_invoice(asked support.approvals) returns text language plpgsql set search_path = '' as $$
begin
  return private.queue_void(private.hold_open_invoice((asked.arguments ->> 'invoice')::uuid), 'request ' || asked.request);
end
$$;

create function support.void_invoice(invoice uuid, reason text, staff text, second text default null) returns text language plpgsql set search_path = '' as $$
declare
  held public.invoices := private.hold_open_invoice(invoice);
  act bigint;
begin
  perform private.require_staff(staff);
  perform private.require_voidable(held);
  perform private.require_no_call_waiting(held.id);
  if not private.may_decide_alone(held) then
    return private.ask_second_person('void_invoice', held.account_id, 'Void: ' || private.describe_invoice(held), jsonb_build_object('invoice', held.id), reason, staff, second);
  end if;
  act := private.note_staff_action('void_invoice', held.account_id, coalesce(held.number, held.id::text), reason, staff, jsonb_build_object('invoice', held.id));
  return private.queue_void(held, 'act ' || act);
end
$$;
comment on function support.void_invoice(uuid, text, text, text) is
  'Takes back an unpaid invoice of a membership that has ended: nobody owes it any more. Give invoice_id, why, and your address. Above support.money_limits it waits for a second person. Refusals: invoice_not_found, invoice_not_open, membership_running, invoice_part_paid, call_waiting, reason_missing, staff_unknown, second_person_missing, same_person.';

-- Ending a membership at once ----------------------------------------------------------------------------------------------------------------------------

create function support.end_membership(account uuid, reason text, staff text) returns text language plpgsql set search_path = '' as $$
declare
  company public.accounts := private.hold_company(account);
  held public.memberships;
  act bigint;
  owed text;
begin
  perform private.require_staff(staff);
  select * into held from public.memberships where account_id = account and state <> 'ended' for update;
  if held.id is null then
    raise sqlstate 'PT404' using message = 'membership_not_found', hint = 'This company has no running membership.';
  end if;
  act := private.note_staff_action('end_membership', account, held.number, reason, staff, jsonb_build_object('membership', held.id));
  -- A trigger tells Stripe to cancel the subscription.
  update public.memberships set state = 'ended', end_reason = left(btrim(reason), 200) where id = held.id;
  perform private.tell_company(account, 'membership_ended', jsonb_build_object('number', held.number), 'membership_ended:desk:' || act);
  select string_agg(private.describe_invoice(invoice), '; ') into owed from public.invoices invoice
  where invoice.account_id = account and invoice.status in ('open', 'uncollectible') and private.remaining_minor(invoice) > 0;
  return format('The membership %s of %s has ended; it cannot be taken back. ', held.number, company.company_name)
    || coalesce('Still owed: ' || owed || '. Void it with support.void_invoice if it is not to be paid.', 'Nothing is owed.');
end
$$;
comment on function support.end_membership(uuid, text, text) is
  'Ends a company''s membership at once and for good; its subscription at Stripe is cancelled, saved cards are charged no more. Number, products and points stay. What is owed stays owed: see void_invoice. All its people get a mail. Give account_id, why, and your address. Refusals: account_not_found, membership_not_found, reason_missing, staff_unknown.';
