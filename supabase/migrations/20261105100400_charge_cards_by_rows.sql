-- Why: a charge is the call that must never happen twice. A job only writes down that a card is due (one row of private.stripe_calls per attempt); whoever
-- makes the calls charges it, and what came of it is noted in the transaction that finishes the row.

-- Queues the charge of up to `max` open invoices whose card is due by the moment `at`; attempts counts this one. One at a time per invoice. An ended
-- membership's card is left alone: whether its invoice is still owed, support decides with Stripe. Out: how many were queued.
create function service.queue_due_charges(at timestamptz, max integer) returns integer language plpgsql security definer set search_path = '' as $$
declare
  charge record;
  waiting_calls integer;
  tries integer;
  attempt integer;
  queued integer := 0;
begin
  for charge in
    select waiting.invoice_id, owed.account_id, owed.membership_id, payer.default_payment_method_id as card
    from private.invoice_charges waiting
    join public.invoices owed on owed.id = waiting.invoice_id and owed.status = 'open'
    join public.memberships membership on membership.id = owed.membership_id and membership.payment_method = 'card' and membership.state <> 'ended'
    join private.stripe_customers payer on payer.account_id = owed.account_id and payer.default_payment_method_id is not null
    where waiting.stopped_at is null and waiting.next_attempt_at <= queue_due_charges.at and not exists (
      select from private.stripe_calls trying where trying.invoice_id = owed.id and trying.kind = 'pay_invoice' and trying.done_at is null and trying.gave_up_at is null)
    order by waiting.next_attempt_at limit queue_due_charges.max for update of waiting skip locked
  loop
    -- Looked at again now that the row is ours: another run may have queued it between our look and our lock.
    select count(*) filter (where made.done_at is null and made.gave_up_at is null), count(*) into waiting_calls, tries
    from private.stripe_calls made where made.invoice_id = charge.invoice_id and made.kind = 'pay_invoice';
    continue when waiting_calls > 0;
    update private.invoice_charges due set attempts = due.attempts + 1 where due.invoice_id = charge.invoice_id returning due.attempts into attempt;
    perform private.queue_stripe_call('pay_invoice', charge.account_id,
      jsonb_build_object('payment_method', charge.card, 'attempt', attempt, 'at', queue_due_charges.at),
      'pay:' || charge.invoice_id || ':' || tries, charge.membership_id, charge.invoice_id);
    queued := queued + 1;
  end loop;
  return queued;
end
$$;

alter table private.invoice_charges add column last_outcome text,
  add constraint invoice_charges_last_outcome_is_known check (last_outcome in ('declined', 'refused', 'action_required'));
comment on column private.invoice_charges.last_outcome is 'What became of the last try that did not pay: declined (tried again by the days of the settings), refused (hard), action_required (the bank wants to see the member).';

-- Of charges that were refused before it was kept, what they had said tells it.
update private.invoice_charges set last_outcome = case
  when stopped_at is null then 'declined' when last_error ilike '%authentication%' or last_error ilike '%requires_action%' then 'action_required' else 'refused' end
where last_error is not null;

-- Notes what became of a charge at a moment of the jobs' clock: 'paid', 'declined' (next try as settings say, at most their number), 'refused' (hard: no
-- more tries until the card changes), 'action_required' (the bank wants to see the member), 'withdrawn' (not tried any more; it keeps why it had stopped).
-- The next try is a day and an hour of the company's calendar, also across a change to or from summer time, and never sooner after the last one than the
-- settings say. Tells the company.
create function private.note_charge_outcome(invoice uuid, outcome text, error text, at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  settings public.programme_settings;
  charge private.invoice_charges;
  zone text;
begin
  select * into settings from public.programme_settings;
  select country.time_zone into zone from public.invoices charged
  join public.accounts account on account.id = charged.account_id join public.countries country on country.code = account.country
  where charged.id = note_charge_outcome.invoice;
  update private.invoice_charges c set
    last_outcome = case when outcome in ('declined', 'refused', 'action_required') then outcome else c.last_outcome end,
    last_error = case outcome when 'withdrawn' then c.last_error else left(error, 500) end,
    attempts = case when outcome = 'withdrawn' then c.attempts - 1 else c.attempts end,
    stopped_at = case when outcome in ('paid', 'refused', 'action_required') or (outcome = 'declined' and c.attempts > cardinality(settings.charge_retry_days)) then at
                      when outcome = 'withdrawn' then c.stopped_at end,
    next_attempt_at = case when outcome = 'declined' and c.attempts <= cardinality(settings.charge_retry_days)
      then (greatest((c.first_attempt_at at time zone zone)::date + settings.charge_retry_days[c.attempts],
                     (at at time zone zone)::date + settings.charge_retry_days[c.attempts] - coalesce(settings.charge_retry_days[c.attempts - 1], 0))
            + make_interval(hours => settings.charge_hour)) at time zone zone
      else c.next_attempt_at end
  where c.invoice_id = note_charge_outcome.invoice returning * into charge;
  if outcome in ('declined', 'refused', 'action_required') then
    perform private.enqueue_mail(case outcome when 'action_required' then 'card_action_required' else 'card_declined' end,
      coalesce(billing.invoice_email, account.email), account.locale, jsonb_build_object('company_name', account.company_name, 'number', mirrored.number,
        'total_minor', mirrored.total_minor, 'currency', mirrored.currency, 'hosted_url', mirrored.hosted_url,
        'next_attempt_on', case when charge.stopped_at is null then charge.next_attempt_at end),
      outcome || ':' || mirrored.id || ':' || charge.attempts, account.id)
    from public.invoices mirrored
    join public.accounts account on account.id = mirrored.account_id
    left join public.billing_profiles billing on billing.account_id = account.id
    where mirrored.id = note_charge_outcome.invoice;
  end if;
end
$$;

-- What came of the attempt. A card that was changed while its predecessor was tried has not been tried itself: it is, at the next run.
create function private.after_pay_invoice(call private.stripe_calls, result jsonb) returns void language plpgsql set search_path = '' as $$
begin
  perform private.note_charge_outcome(call.invoice_id, result ->> 'outcome', result ->> 'message', (call.parameters ->> 'at')::timestamptz);
  update private.invoice_charges charge set stopped_at = null, next_attempt_at = greatest(charge.first_attempt_at, (call.parameters ->> 'at')::timestamptz)
  where charge.invoice_id = call.invoice_id and result ->> 'outcome' in ('declined', 'refused', 'action_required') and exists (
    select from private.stripe_customers customer where customer.account_id = call.account_id
      and customer.default_payment_method_id is distinct from call.parameters ->> 'payment_method' and customer.default_payment_method_id is not null);
end
$$;

-- Stripe does not take the call itself, for good: without a person (support.retry_stripe_call) or another card it would never.
create function private.gave_up_pay_invoice(call private.stripe_calls) returns void language sql set search_path = '' as $$
  update private.invoice_charges set stopped_at = (call.parameters ->> 'at')::timestamptz, last_error = call.last_error, last_outcome = null where invoice_id = call.invoice_id
$$;

drop function service.lease_due_charges(timestamptz, integer);
drop function service.report_charge(uuid, text, text, timestamptz);
alter table private.invoice_charges drop column leased_until;

grant execute on function service.queue_due_charges to service_role;
