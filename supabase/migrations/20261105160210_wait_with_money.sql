-- Why: a company that asked for two weeks more, or whose charge is in question, must not be charged or chased meanwhile. Stripe moves the due date of a
-- draft only, so the day more is ours: everything here reads due_on.

alter table public.invoices add column extended_to date;
comment on column public.invoices.extended_to is 'The later due date the desk gave; empty: none. Stripe''s page keeps the first one.';
comment on column public.invoices.due_on is 'Due date in the company''s own time zone; the later one where the desk gave more time.';
alter table public.invoices add constraint invoices_extended_not_earlier check (extended_to is null or due_on >= extended_to);

-- The later day wins over what Stripe says, however often its news come; and only the desk's function gives it.
create function private.keep_extension() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and new.extended_to is distinct from old.extended_to and coalesce(current_setting('support.extending', true), '') <> new.id::text then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Use support.extend_due_date.';
  end if;
  new.due_on := greatest(new.due_on, new.extended_to);
  return new;
end
$$;
create trigger a_keep_extension before insert or update on public.invoices for each row execute function private.keep_extension();
create trigger audit_extension after update on public.invoices for each row when (old.extended_to is distinct from new.extended_to) execute function private.write_audit();

create function support.extend_due_date(invoice uuid, until date, reason text, staff text) returns text language plpgsql set search_path = '' as $$
declare
  held public.invoices := private.hold_open_invoice(invoice);
  act bigint;
begin
  perform private.require_staff(staff);
  if until is null or until <= coalesce(held.due_on, held.due_at::date) then
    raise sqlstate 'PT422' using message = 'day_refused', hint = format('It is due on %s: give a later day.', held.due_on);
  elsif until > coalesce(held.due_at::date, held.due_on) + (select extension_days from support.settings) then
    raise sqlstate 'PT422' using message = 'day_refused', hint = format('At most %s days after the first due date (support.settings.extension_days).',
      (select extension_days from support.settings));
  end if;
  act := private.note_staff_action('extend_due_date', held.account_id, coalesce(held.number, held.id::text), reason, staff,
    jsonb_build_object('invoice', held.id, 'from', held.due_on, 'until', until));
  perform set_config('support.extending', held.id::text, true);
  update public.invoices set extended_to = until, due_on = until, mirrored_at = now() where id = held.id;
  perform set_config('support.extending', '', true);
  -- The card is charged at the same local hour of the later day, and the retries count from there; one that has stopped, not before it either, whatever
  -- starts it again (another card, resume_charging).
  update private.invoice_charges charge set first_attempt_at = moved.moment, next_attempt_at = moved.moment
  from (select (until + make_interval(hours => settings.charge_hour)) at time zone country.time_zone as moment
        from public.accounts account join public.countries country on country.code = account.country cross join public.programme_settings settings
        where account.id = held.account_id) as moved
  where charge.invoice_id = held.id;
  perform private.tell_company(held.account_id, 'due_date_extended', jsonb_build_object('number', held.number, 'day', until), 'due_date_extended:' || act);
  return format('%s is due on %s now; its people are told. Stripe''s own page still shows the first date.', private.describe_invoice(held), until)
    || case when exists (select from private.stripe_calls where invoice_id = held.id and kind = 'pay_invoice' and done_at is null and gave_up_at is null)
       then ' A charge was on its way: it is withdrawn if Stripe has not had it yet; look into support.calls_to_stripe.' else '' end;
end
$$;
alter table support.settings
  add column extension_days integer not null default 60,
  add constraint settings_extension_days_sane check (extension_days between 1 and 365);
comment on column support.settings.extension_days is 'Days after the first due date to which the desk may extend an invoice.';
comment on function support.extend_due_date(uuid, date, text, text) is
  'Gives a company more time for an invoice: reminders, card charge and the states of the membership count from the new day. Stripe cannot move the date on its own page. Give invoice_id, the new day (2026-12-31), why, and your address. All its people get a mail. Refusals: invoice_not_found, invoice_not_open, day_refused, reason_missing, staff_unknown.';

-- Charges that wait --------------------------------------------------------------------------------------------------------------------------------------

create table support.charge_stops (
  account_id uuid primary key references public.accounts (id) on delete restrict,
  stopped_at timestamptz not null default now(),
  stopped_by text not null references support.staff (email),
  reason text not null
);
comment on table support.charge_stops is 'Companies whose saved card is not charged until the desk says so. Written by stop_charging and resume_charging.';
comment on column support.charge_stops.account_id is 'The company.';
comment on column support.charge_stops.stopped_at is 'Since when.';
comment on column support.charge_stops.stopped_by is 'Who stopped it.';
comment on column support.charge_stops.reason is 'Why.';
create index charge_stops_stopped_by on support.charge_stops (stopped_by);

create function private.guard_charge_stop() returns trigger language plpgsql set search_path = '' as $$
begin
  if coalesce(current_setting('support.stopping', true), '') <> coalesce(new.account_id, old.account_id)::text or tg_op = 'UPDATE' then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Use support.stop_charging or support.resume_charging.';
  end if;
  return coalesce(new, old);
end
$$;
create trigger guard_charge_stop before insert or update or delete on support.charge_stops for each row execute function private.guard_charge_stop();
create trigger refuse_truncate before truncate on support.charge_stops for each statement execute function private.refuse_truncate();

alter table private.invoice_charges add column stopped_by_desk boolean not null default false;
comment on column private.invoice_charges.stopped_by_desk is 'It waits because the desk said so, and for no other reason.';

-- While the desk's stop stands, no charge of the company is ever due: not a new invoice's, and not with a new card. Nor is that of an invoice whose
-- correction failed. Definer: whoever writes the charge may not read schema support.
create function private.keep_charge_stopped() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.stopped_at is null and exists (
    select from support.charge_stops stop join public.invoices invoice on invoice.account_id = stop.account_id where invoice.id = new.invoice_id) then
    new.stopped_at := now();
    new.stopped_by_desk := true;
  elsif new.stopped_at is null and private.is_of_failed_correction(new.invoice_id) then
    new.stopped_at := now();
    new.stopped_by_desk := false;
  elsif new.stopped_at is null or (tg_op = 'UPDATE' and new.stopped_at is distinct from old.stopped_at) then
    -- It runs, or has a reason of its own to wait.
    new.stopped_by_desk := false;
  end if;
  return new;
end
$$;
create trigger keep_charge_stopped before insert or update on private.invoice_charges for each row execute function private.keep_charge_stopped();

-- Whether a queued charge is still wanted now that it is about to be made. Since it was planned, the member may have gone over to the bank, left, or saved
-- another card, the desk may have given more time or stopped charging, and a correction may have failed; it is then withdrawn, unless Stripe has it already.
create function service.charge_is_wanted(call uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from private.stripe_calls made
    join public.memberships membership on membership.id = made.membership_id and membership.payment_method = 'card' and membership.state <> 'ended'
    join private.invoice_charges charge on charge.invoice_id = made.invoice_id and charge.next_attempt_at <= (made.parameters ->> 'at')::timestamptz
    join private.stripe_customers payer on payer.account_id = made.account_id and payer.default_payment_method_id = made.parameters ->> 'payment_method'
    where made.id = charge_is_wanted.call and not exists (select from support.charge_stops stop where stop.account_id = made.account_id)
      and not private.is_of_failed_correction(made.invoice_id))
$$;
grant execute on function service.charge_is_wanted to service_role;

create function support.stop_charging(account uuid, reason text, staff text) returns text language plpgsql set search_path = '' as $$
declare
  company public.accounts := private.hold_company(account);
  who text := private.require_staff(staff);
  stopped integer;
  on_its_way integer;
begin
  if exists (select from support.charge_stops where account_id = account) then
    raise sqlstate 'PT409' using message = 'charging_stopped', hint = 'It is stopped already: see support.charge_stops.';
  end if;
  perform private.note_staff_action('stop_charging', account, null, reason, who);
  perform set_config('support.stopping', account::text, true);
  insert into support.charge_stops (account_id, stopped_by, reason) values (account, who, btrim(stop_charging.reason));
  perform set_config('support.stopping', '', true);
  -- The trigger stops each of them.
  update private.invoice_charges charge set stopped_at = null from public.invoices invoice
  where invoice.id = charge.invoice_id and invoice.account_id = account and invoice.status = 'open' and charge.stopped_at is null;
  get diagnostics stopped = row_count;
  select count(*) into on_its_way from private.stripe_calls where account_id = account and kind = 'pay_invoice' and done_at is null and gave_up_at is null;
  return format('The card of %s is not charged until support.resume_charging; %s planned charges wait. ', company.company_name, stopped)
    || case when on_its_way > 0 then 'One was on its way to Stripe: it is withdrawn if Stripe has not had it yet; look into support.calls_to_stripe.' else 'Nothing was on its way.' end;
end
$$;
comment on function support.stop_charging(uuid, text, text) is
  'Keeps the portal from charging a company''s saved card: open invoices, later ones, and also after a new card. The member can still pay himself, reminders go on (see extend_due_date). Give account_id, why, and your address. Refusals: account_not_found, charging_stopped, reason_missing, staff_unknown.';

create function support.resume_charging(account uuid, reason text, staff text) returns text language plpgsql set search_path = '' as $$
declare
  company public.accounts := private.hold_company(account);
  who text := private.require_staff(staff);
  resumed integer;
begin
  if not exists (select from support.charge_stops where account_id = account) then
    raise sqlstate 'PT409' using message = 'charging_not_stopped', hint = 'It is not stopped.';
  end if;
  perform private.note_staff_action('resume_charging', account, null, reason, who);
  perform set_config('support.stopping', account::text, true);
  delete from support.charge_stops where account_id = account;
  perform set_config('support.stopping', '', true);
  update private.invoice_charges charge set stopped_at = null from public.invoices invoice
  where invoice.id = charge.invoice_id and invoice.account_id = account and charge.stopped_by_desk;
  get diagnostics resumed = row_count;
  return format('The card of %s is charged again; %s charges that waited are made when they are due, those overdue within minutes.', company.company_name, resumed);
end
$$;
comment on function support.resume_charging(uuid, text, text) is
  'Ends stop_charging: what waited because of it is charged when due, what is overdue within minutes. Charges that stopped for another reason (card refused) stay stopped. Give account_id, why, and your address. Refusals: account_not_found, charging_not_stopped, reason_missing, staff_unknown.';

-- Calls that Stripe refused for good ---------------------------------------------------------------------------------------------------------------------

create view support.calls_to_stripe with (security_invoker = on) as
select call.id as call_id, call.call_number, call.kind, account.company_name, call.account_id, invoice.number as invoice_number, call.invoice_id,
       case when call.gave_up_at is not null then 'given up' when call.attempts > 0 then 'failed, tried again' else 'waiting' end as state,
       call.created_at, call.attempts, case when call.gave_up_at is null then call.next_attempt_at end as next_attempt_at, call.gave_up_at, call.last_error
from private.stripe_calls call
join public.accounts account on account.id = call.account_id
left join public.invoices invoice on invoice.id = call.invoice_id
where call.done_at is null and not exists (select from private.stripe_calls successor where successor.replaces = call.id);
comment on view support.calls_to_stripe is 'What Stripe has not heard of yet: waiting calls, and those it refused for good. Done ones are not shown.';
comment on column support.calls_to_stripe.call_id is 'What retry_stripe_call asks for.';
comment on column support.calls_to_stripe.call_number is 'Order; calls of a company are made one after the other.';
comment on column support.calls_to_stripe.kind is 'What Stripe is to do: pay_invoice charges the card, mark_paid notes money on our own account, and so on.';
comment on column support.calls_to_stripe.company_name is 'The company.';
comment on column support.calls_to_stripe.account_id is 'Id of the company.';
comment on column support.calls_to_stripe.invoice_number is 'Number of the invoice it is about.';
comment on column support.calls_to_stripe.invoice_id is 'Id of that invoice.';
comment on column support.calls_to_stripe.state is 'waiting; failed, tried again; or given up: Stripe will never accept it as it is.';
comment on column support.calls_to_stripe.created_at is 'When it was decided.';
comment on column support.calls_to_stripe.attempts is 'How often it was tried.';
comment on column support.calls_to_stripe.next_attempt_at is 'When it is tried next.';
comment on column support.calls_to_stripe.gave_up_at is 'When it was given up.';
comment on column support.calls_to_stripe.last_error is 'What Stripe said.';

create function support.retry_stripe_call(call uuid, reason text, staff text) returns text language plpgsql set search_path = '' as $$
declare
  held private.stripe_calls;
  correction public.invoice_corrections;
  completes boolean := false;
begin
  perform private.require_staff(staff);
  select * into held from private.stripe_calls where id = call for update;
  select * into correction from public.invoice_corrections where id::text = held.parameters ->> 'correction_id' for update;
  -- The old invoice is credited: only this call is left to give the company its new one, unless a later correction has begun anew.
  completes := correction.state = 'failed' and held.kind in ('finalize_correction', 'settle_correction')
    and exists (select from public.invoices where id = correction.old_invoice_id and credited_minor > 0)
    and not exists (select from public.invoice_corrections later where later.old_invoice_id = correction.old_invoice_id and later.requested_at > correction.requested_at);
  if held.id is null then
    raise sqlstate 'PT404' using message = 'call_not_found', hint = 'Copy call_id from support.calls_to_stripe.';
  elsif held.gave_up_at is null or exists (select from private.stripe_calls successor where successor.replaces = call) then
    raise sqlstate 'PT409' using message = 'call_not_given_up', hint = case when held.done_at is not null then 'It is done.' else 'It is tried again by itself.' end;
  elsif held.kind <> 'cancel_subscription' and held.invoice_id is null and exists (select from public.memberships where id = held.membership_id and state = 'ended') then
    raise sqlstate 'PT409' using message = 'membership_ended', hint = 'It would change a subscription that is not to live.';
  elsif correction.state <> 'running' and not completes then
    raise sqlstate 'PT409' using message = 'invoice_not_correctable',
      hint = 'That correction is over. While nothing of the old invoice is credited, the company can have it corrected again.';
  elsif correction.id is null and held.invoice_id is not null and not exists (select from public.invoices where id = held.invoice_id and status in ('open', 'uncollectible')) then
    raise sqlstate 'PT409' using message = 'invoice_not_open', hint = 'Nothing is to be paid on that invoice any more.';
  elsif held.kind = 'pay_invoice' and exists (select from support.charge_stops where account_id = held.account_id) then
    raise sqlstate 'PT409' using message = 'charging_stopped', hint = 'The desk stopped charging this company: support.resume_charging.';
  end if;
  perform private.note_staff_action('retry_stripe_call', held.account_id, call::text, reason, staff, jsonb_build_object('kind', held.kind, 'last_error', held.last_error));
  if completes then
    update public.invoice_corrections set state = 'running', finished_at = null, error = null where id = correction.id;
  end if;
  perform private.renew_stripe_call(call);
  if held.kind = 'pay_invoice' then
    update private.invoice_charges set stopped_at = null where invoice_id = held.invoice_id;
  end if;
  return format('%s is tried again within minutes.', held.kind);
end
$$;
comment on function support.retry_stripe_call(uuid, text, text) is
  'Tries a call again that Stripe refused for good, after what was wrong is corrected (at Stripe, or in the company''s data). Give call_id from support.calls_to_stripe, why it will work now, and your address. Refusals: call_not_found, call_not_given_up, membership_ended, invoice_not_open, charging_stopped, invoice_not_correctable, reason_missing, staff_unknown.';

comment on column support.approvals.action is 'What is to be done: adjust_points, merge_accounts, recover_account, mark_invoice_paid, void_invoice.';
