-- Why: an unpaid membership goes from due to past due, grace, suspended and ended by the days of the settings, and one payment restores it (R13). The
-- rule is one function; jobs and the mirror of invoices call it.

-- The day after the due date on which a state begins.
create function private.state_begins(state public.membership_state, settings public.programme_settings) returns integer
language sql immutable set search_path = '' as $$
  select case state when 'active' then 0 when 'past_due' then 1 when 'grace' then settings.past_due_days when 'suspended' then settings.grace_days
    else settings.suspended_days end
$$;

-- The state after one step at most: nobody skips a state, and each lasts as long as the settings say from the day it really began, also when the jobs
-- stood still. In: state and the day it began, due date of the oldest unpaid invoice, today.
create function private.step_state(state public.membership_state, since date, due_on date, today date, settings public.programme_settings)
returns public.membership_state language plpgsql immutable set search_path = '' as $$
declare
  next_state public.membership_state := case state when 'active' then 'past_due' when 'past_due' then 'grace' when 'grace' then 'suspended' else 'ended' end;
  begins date := due_on + private.state_begins(next_state, settings);
begin
  if state = 'ended' or due_on is null then
    return state;
  end if;
  if state <> 'active' then
    begins := greatest(begins, since + (private.state_begins(next_state, settings) - private.state_begins(state, settings)));
  end if;
  return case when today >= begins then next_state else state end;
end
$$;

-- The state the days alone would give.
create function private.state_of_day(due_on date, today date, settings public.programme_settings) returns public.membership_state
language sql immutable set search_path = '' as $$
  select (case when due_on is null or today < due_on + 1 then 'active' when today < due_on + settings.past_due_days then 'past_due'
    when today < due_on + settings.grace_days then 'grace' else 'suspended' end)::public.membership_state
$$;

-- What an unpaid invoice owes; void and paid ones owe nothing.
create function private.oldest_unpaid(membership uuid) returns public.invoices language sql stable set search_path = '' as $$
  select invoice from public.invoices invoice
  where invoice.membership_id = membership and invoice.status in ('open', 'uncollectible') and invoice.total_minor > 0 and invoice.due_on is not null
  order by invoice.due_on, invoice.created_at limit 1
$$;

-- Data of the mails about a membership and its unpaid invoice. In: membership as it is now, the invoice or null.
create function private.dunning_data(membership public.memberships, unpaid public.invoices) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('tier_code', membership.tier_code, 'membership_number', membership.number, 'payment_method', membership.payment_method,
    'number', unpaid.number, 'total_minor', unpaid.total_minor - coalesce(unpaid.amount_paid_minor, 0), 'currency', coalesce(unpaid.currency, membership.currency),
    'due_on', unpaid.due_on, 'hosted_url', unpaid.hosted_url,
    'grace_on', unpaid.due_on + settings.past_due_days, 'suspended_on', unpaid.due_on + settings.grace_days, 'ends_on', unpaid.due_on + settings.suspended_days,
    'next_attempt_at', (select charge.next_attempt_at from private.invoice_charges charge
                        where charge.invoice_id = unpaid.id and charge.stopped_at is null and membership.payment_method = 'card'))
  from public.programme_settings settings
$$;

-- Moves one membership to where its oldest unpaid invoice puts it, with one mail for the step. A payment restores at once; only the jobs move on
-- (may_advance), because only they know the day. Out: the new state, null when nothing changed.
create function private.move_membership(membership uuid, at timestamptz, may_advance boolean) returns public.membership_state
language plpgsql security definer set search_path = '' as $$
declare
  held public.memberships;
  unpaid public.invoices;
  settings public.programme_settings;
  today date;
  target public.membership_state;
begin
  select * into held from public.memberships where id = membership for update;
  if not found or held.state = 'ended' then
    return null;
  end if;
  select * into settings from public.programme_settings;
  unpaid := private.oldest_unpaid(held.id);
  today := private.local_day(held.account_id, at, settings.notice_hour);
  if held.state <> 'active' and (unpaid.due_on is null or unpaid.due_on > held.unpaid_since) then
    -- What put it there is settled; an invoice that came later counts from its own due date.
    target := least(held.state, private.state_of_day(unpaid.due_on, today, settings));
  elsif may_advance and held.state = 'active' and exists (
    select from private.stripe_calls charge where charge.invoice_id = unpaid.id and charge.kind = 'pay_invoice' and charge.done_at is null and charge.gave_up_at is null) then
    -- Its card is about to be charged and Stripe did not answer yet: that is no fault of the company.
    return null;
  elsif may_advance then
    target := private.step_state(held.state, private.local_day(held.account_id, held.state_since, settings.notice_hour), unpaid.due_on, today, settings);
  else
    return null;
  end if;
  if target = held.state then
    update public.memberships set unpaid_since = unpaid.due_on where id = held.id and state <> 'active' and unpaid_since is distinct from unpaid.due_on;
    return null;
  end if;

  update public.memberships set state = target, state_since = at, unpaid_since = case when target <> 'active' then unpaid.due_on end,
    end_reason = case when target = 'ended' then 'unpaid' end, ended_on = case when target = 'ended' then private.local_day(held.account_id, at) end
  where id = held.id returning * into held;
  perform private.tell_payer(held.account_id,
    case target when 'past_due' then 'payment_past_due' when 'active' then 'membership_restored' else 'membership_' || target end,
    private.dunning_data(held, unpaid) || case target when 'ended' then jsonb_build_object('reason', 'unpaid', 'last_day', held.ended_on) else '{}' end,
    format('membership_state:%s:%s:%s', held.id, target, at));
  return target;
end
$$;

-- Moves every membership whose day has come by `at`, at most `max`, one step each. Safe to repeat and to run twice at once: each row is looked at
-- again under its lock. Out: how many came into which state.
create function service.advance_memberships(at timestamptz, max integer default 500) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  settings public.programme_settings;
  candidate uuid;
  moved public.membership_state;
  counts jsonb := '{}';
begin
  select * into settings from public.programme_settings;
  perform private.set_clock(at);
  for candidate in
    with overdue as (
      select invoice.membership_id, min(invoice.due_on) as due_on from public.invoices invoice
      where invoice.status in ('open', 'uncollectible') and invoice.total_minor > 0 and invoice.due_on < (at + interval '1 day')::date
      group by invoice.membership_id
    ), looked_at as (
      select membership.id, membership.state, membership.unpaid_since, overdue.due_on,
             ((advance_memberships.at at time zone country.time_zone) - make_interval(hours => settings.notice_hour))::date as today,
             ((membership.state_since at time zone country.time_zone) - make_interval(hours => settings.notice_hour))::date as since
      from overdue
      join public.memberships membership on membership.id = overdue.membership_id and membership.state <> 'ended'
      join public.accounts account on account.id = membership.account_id
      join public.countries country on country.code = account.country
    )
    select looked_at.id from looked_at
    where private.step_state(looked_at.state, looked_at.since, looked_at.due_on, looked_at.today, settings) <> looked_at.state
       or (looked_at.state <> 'active' and looked_at.due_on > looked_at.unpaid_since)
    union
    -- Settled while nobody looked: the trigger of the mirror restores at once, this is its net.
    select membership.id from public.memberships membership
    where membership.state in ('past_due', 'grace', 'suspended') and not exists (select from overdue where overdue.membership_id = membership.id)
    limit max
  loop
    perform from public.memberships where id = candidate for update skip locked;
    continue when not found;
    -- One that cannot be moved must not stop the others.
    begin
      moved := private.move_membership(candidate, at, true);
      if moved is not null then
        counts := counts || jsonb_build_object(moved, coalesce((counts ->> moved::text)::integer, 0) + 1);
      end if;
    exception when others then
      raise warning 'membership % was not moved: %', candidate, sqlerrm;
      counts := counts || jsonb_build_object('failed', coalesce((counts ->> 'failed')::integer, 0) + 1);
    end;
  end loop;
  return counts || jsonb_build_object('reminded', private.remind_past_due(at, max));
end
$$;

-- Reminders while a company is past due, on the days of the settings after the due date; after an outage the newest one alone, and none for days that
-- were over when it heard first.
create function private.remind_past_due(at timestamptz, max integer) returns integer language plpgsql security definer set search_path = '' as $$
declare
  settings public.programme_settings;
  late record;
  reminded integer := 0;
begin
  select * into settings from public.programme_settings;
  for late in
    select membership, format('past_due:%s:%s', membership.id, membership.unpaid_since) as subject, due_step.step
    from public.memberships membership
    join public.accounts account on account.id = membership.account_id
    join public.countries country on country.code = account.country
    cross join lateral (
      select max(days) as step from unnest(settings.reminder_days) as days
      where membership.unpaid_since + days <= ((remind_past_due.at at time zone country.time_zone) - make_interval(hours => settings.notice_hour))::date
        and membership.unpaid_since + days > ((membership.state_since at time zone country.time_zone) - make_interval(hours => settings.notice_hour))::date) as due_step
    where membership.state = 'past_due' and due_step.step is not null
      and not exists (select from private.sent_notices sent
                      where sent.subject = format('past_due:%s:%s', membership.id, membership.unpaid_since) and sent.step >= due_step.step)
    limit remind_past_due.max
    for update of membership skip locked
  loop
    if private.note_notice(late.subject, late.step, (late.membership).account_id, at) then
      perform private.tell_payer((late.membership).account_id, 'payment_past_due',
        private.dunning_data(late.membership, private.oldest_unpaid((late.membership).id)) || jsonb_build_object('reminder', late.step),
        late.subject || ':' || late.step);
      reminded := reminded + 1;
    end if;
  end loop;
  return reminded;
end
$$;

-- Notes a notice. Out: false when it was noted before.
create function private.note_notice(subject text, step integer, account uuid, at timestamptz) returns boolean language plpgsql security definer set search_path = '' as $$
begin
  insert into private.sent_notices (subject, step, account_id, sent_for) values (note_notice.subject, note_notice.step, account, at) on conflict do nothing;
  return found;
end
$$;

-- An invoice that is settled, or due later than before, restores its membership in the same transaction. Money that comes after the end is kept for
-- the desk: an ended membership stays ended.
create table private.late_payments (
  invoice_id uuid primary key references public.invoices (id) on delete restrict,
  account_id uuid not null references public.accounts (id) on delete restrict,
  noted_at timestamptz not null,
  settled_at timestamptz,
  settled_by text,
  settled_how text,
  constraint late_payments_settled_whole check ((settled_at is null) = (settled_by is null) and (settled_at is null) = (settled_how is null))
);
comment on table private.late_payments is 'Invoices paid after their membership had ended; support decides with the company: pay back, or join again.';
create index late_payments_account on private.late_payments (account_id);
create trigger refuse_truncate before truncate on private.late_payments for each statement execute function private.refuse_truncate();
create trigger audit after insert or update or delete on private.late_payments for each row execute function private.write_audit();

create function private.follow_invoice() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  held public.memberships;
  zone text;
  hour integer;
begin
  select * into held from public.memberships where id = new.membership_id;
  if not found then
    return null;
  end if;
  if held.state <> 'ended' then
    -- What a correction credits is owed again in a moment, by the new invoice.
    if held.state <> 'active' and not exists (select from public.invoice_corrections where old_invoice_id = new.id and state = 'running') then
      perform private.move_membership(held.id, greatest(private.clock(), held.state_since), false);
    end if;
    if tg_op = 'UPDATE' and new.due_on <> old.due_on then
      -- A charge that has not begun moves with the due date.
      select country.time_zone, settings.charge_hour into zone, hour
      from public.accounts account join public.countries country on country.code = account.country cross join public.programme_settings settings
      where account.id = new.account_id;
      update private.invoice_charges
      set first_attempt_at = (new.due_on + make_interval(hours => hour)) at time zone zone, next_attempt_at = (new.due_on + make_interval(hours => hour)) at time zone zone
      where invoice_id = new.id and attempts = 0;
    end if;
  elsif new.status = 'paid' and new.total_minor > 0 and new.credited_minor < new.total_minor and held.end_reason <> 'refused' and (tg_op = 'INSERT' or old.status <> 'paid') then
    insert into private.late_payments (invoice_id, account_id, noted_at) values (new.id, new.account_id, private.clock()) on conflict do nothing;
    if found then
      perform private.tell_payer(new.account_id, 'late_payment', jsonb_build_object('number', new.number, 'total_minor', new.total_minor,
        'currency', new.currency, 'last_day', held.ended_on - (held.ended_on = held.ends_on)::integer), 'late_payment:' || new.id);
    end if;
  end if;
  return null;
end
$$;
create trigger follow_invoice after insert or update on public.invoices for each row execute function private.follow_invoice();

grant execute on function service.advance_memberships to service_role;
