-- Why: an invoice whose correction stopped halfway may have been paid already, on the invoice it replaces. Until people have looked, nobody is asked to
-- pay it, with the card or by bank.

alter table public.invoice_corrections add column released_at timestamptz,
  add constraint invoice_corrections_released_stays_failed check (released_at is null or state = 'failed');
comment on column public.invoice_corrections.released_at is 'When the desk said that the new invoice of this failed correction is to be paid after all; it cannot be completed then.';

-- Whether an invoice waits for support: it is the new one of a correction that failed, and what was paid on the old one may stand for it yet; or that payment
-- is being moved to it, for the first time or once more. Where the old one is void, or the desk released it, the new one is owed like any other.
create function private.waits_for_support(invoice uuid) returns boolean language sql stable set search_path = '' as $$
  select exists (select from public.invoice_corrections made
                 join public.invoices fresh on fresh.stripe_invoice_id = made.stripe_invoice_id
                 join public.invoices old on old.id = made.old_invoice_id
                 where fresh.id = waits_for_support.invoice and old.status <> 'void' and made.released_at is null
                   and (made.state = 'failed' or (made.state = 'running' and exists (
                     select from private.stripe_calls moving where moving.invoice_id = old.id and moving.kind = 'settle_correction'
                       and moving.parameters ->> 'correction_id' = made.id::text))))
$$;

-- Nor is it corrected once more: the invoice after it would be charged.
create function private.refuse_correction() returns trigger language plpgsql set search_path = '' as $$
begin
  if private.waits_for_support(new.old_invoice_id) then
    raise sqlstate 'PT409' using message = 'invoice_not_correctable';
  end if;
  return new;
end
$$;
create trigger refuse_correction before insert on public.invoice_corrections for each row execute function private.refuse_correction();

-- What happens to an open invoice, and on which day of the company's calendar. charge: 'with_support' (people put it right, nobody is asked to pay it,
-- however it is paid); else what the saved card does about it: 'planned' (it is charged by itself), 'retry' (declined, tried again), 'authenticate' (the
-- bank wants to see the member, nothing is tried meanwhile), 'stopped' (refused, nothing is tried until the card changes), 'held' (nothing is tried, for a
-- reason that is not the card's: the desk's stop, a failed correction, an ended membership, a charge that Stripe would not hear of); null: it is not paid
-- by card. waiting_minor: what has arrived by bank for it without covering it, in cents of its currency. One row.
create or replace function private.describe_charge(invoice public.invoices) returns table (charge text, charge_on date, waiting_minor integer)
language sql stable set search_path = '' as $$
  select planned.charge, case when planned.charge in ('planned', 'retry') then (due.next_attempt_at at time zone country.time_zone)::date end,
    coalesce((select money.amount_minor from public.waiting_money money
              where money.account_id = owed.account_id and money.currency = owed.currency and money.amount_minor > 0
                and (private.invoice_for_money(money.account_id, money.currency, money.amount_minor)).id = owed.id), 0)
  from (select (describe_charge.invoice).*) as owed
  left join public.memberships membership on membership.id = owed.membership_id
  left join public.accounts account on account.id = owed.account_id
  left join public.countries country on country.code = account.country
  left join private.invoice_charges due on due.invoice_id = owed.id
  cross join lateral (select case
    when owed.status is distinct from 'open' then null
    when private.waits_for_support(owed.id) then 'with_support'
    when membership.payment_method is distinct from 'card' then null
    when membership.state = 'ended' or due.invoice_id is null or private.is_of_failed_correction(owed.id) or exists (select from support.charge_stops stop where stop.account_id = owed.account_id) then 'held'
    when due.stopped_at is null then case due.last_outcome when 'declined' then 'retry' else 'planned' end
    when due.last_outcome = 'action_required' then 'authenticate'
    when due.last_outcome in ('declined', 'refused') then 'stopped'
    else 'held' end as charge) as planned
$$;

-- Queues the payment of an open invoice with the saved card. While one is under way the same one is answered. In: person, company, invoice.
-- Out: { call, page } with the address of the invoice's page. Errors: not_allowed, invoice_not_found, invoice_not_open, invoice_with_support, card_missing.
create or replace function service.request_payment(person uuid, for_account uuid, invoice uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  bill public.invoices;
  card text;
begin
  perform from public.accounts account join public.account_members member on member.account_id = account.id
    and member.user_id = person and member.role in ('owner', 'billing') where account.id = for_account for no key update of account;
  if not found then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
  select * into bill from public.invoices where id = invoice and account_id = for_account;
  select default_payment_method_id into card from private.stripe_customers where account_id = for_account;
  if bill.id is null then
    raise sqlstate 'PT404' using message = 'invoice_not_found';
  elsif bill.status <> 'open' then
    raise sqlstate 'PT409' using message = 'invoice_not_open';
  elsif private.waits_for_support(bill.id) then
    raise sqlstate 'PT409' using message = 'invoice_with_support';
  elsif card is null then
    raise sqlstate 'PT409' using message = 'card_missing';
  end if;
  return jsonb_build_object('page', bill.hosted_url, 'call', private.queue_stripe_call('pay_now', for_account, jsonb_build_object('payment_method', card),
    'pay_now:' || bill.id || ':' || (select count(*) from private.stripe_calls made where made.invoice_id = bill.id and made.kind = 'pay_now'
                                     and (made.done_at is not null or made.gave_up_at is not null)), bill.membership_id, bill.id));
end
$$;

-- Ends the wait where the payment of the old invoice was paid back.
create function support.release_correction(invoice uuid, reason text, staff text) returns text language plpgsql set search_path = '' as $$
declare
  held public.invoices := private.hold_open_invoice(invoice);
begin
  perform private.require_staff(staff);
  perform private.require_no_call_waiting(held.id);
  -- While the old one is owed, that is the invoice to pay.
  update public.invoice_corrections made set released_at = now() from public.invoices old
  where made.stripe_invoice_id = held.stripe_invoice_id and made.state = 'failed' and made.released_at is null
    and old.id = made.old_invoice_id and old.status = 'paid';
  if not found then
    raise sqlstate 'PT409' using message = 'correction_not_failed', hint = 'It waits for no failed correction of a paid invoice.';
  end if;
  perform private.note_staff_action('release_correction', held.account_id, coalesce(held.number, held.id::text), reason, staff, jsonb_build_object('invoice', held.id));
  return format('%s is to be paid: by the member himself, its card is not charged. It was due on %s: extend_due_date gives more time.', private.describe_invoice(held), held.due_on);
end
$$;
comment on function support.release_correction(uuid, text, text) is
  'Lets the new invoice of a failed correction be paid after all, once finance has paid back what was paid on the old one. The correction cannot be completed afterwards; reminders and the states of the membership count again. Give invoice_id of the new invoice, why, and your address. Refusals: invoice_not_found, invoice_not_open, correction_not_failed, call_waiting, reason_missing, staff_unknown.';
