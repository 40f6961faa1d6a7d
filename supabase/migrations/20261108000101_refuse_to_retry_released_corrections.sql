-- Why: the retry of a correction whose new invoice was released was stopped by a constraint of the table, which tells the desk nothing.
create or replace function support.retry_stripe_call(call uuid, reason text, staff text) returns text language plpgsql set search_path = '' as $$
declare
  held private.stripe_calls;
  correction public.invoice_corrections;
  completes boolean := false;
begin
  perform private.require_staff(staff);
  select * into held from private.stripe_calls where id = call for update;
  select * into correction from public.invoice_corrections where id::text = held.parameters ->> 'correction_id' for update;
  -- The old invoice is credited: only this call is left to give the company its new one, unless a later correction has begun anew or the desk released the
  -- new one, because the payment was paid back.
  completes := correction.state = 'failed' and correction.released_at is null and held.kind in ('finalize_correction', 'settle_correction')
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
      hint = case when correction.released_at is not null then 'Its new invoice was released: it is to be paid like any other.'
        else 'That correction is over. While nothing of the old invoice is credited, the company can have it corrected again.' end;
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
