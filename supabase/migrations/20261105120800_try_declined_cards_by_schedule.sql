-- Why: a declined card is tried again 3, 5 and 7 days after its due date, at the charge hour of the company's own clock, also across a change to or from
-- summer time; and after an outage not twice in one day.

alter table private.invoice_charges add column last_outcome text,
  add constraint invoice_charges_last_outcome_is_known check (last_outcome in ('declined', 'refused', 'action_required'));
comment on column private.invoice_charges.last_outcome is 'What became of the last try that did not pay: declined (tried again by the days of the settings), refused (hard), action_required (the bank wants to see the member).';

-- As before, but the next try is a day and an hour of the company's calendar, and never sooner after the last one than the settings say. A charge that was
-- withdrawn keeps why it had stopped.
create or replace function private.note_charge_outcome(invoice uuid, outcome text, error text, at timestamptz) returns void
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
