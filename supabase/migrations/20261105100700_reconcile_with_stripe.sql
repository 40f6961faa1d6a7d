-- Why: webhooks get lost, people change things at Stripe by hand, rules are broken by mistakes of ours. Once a night what Stripe knows is compared with what
-- is known here; what is safe is repaired, the rest is listed for the desk with what to do (support.money_drift).

create table private.reconciliations (
  day date primary key,
  step text not null default 'events',
  cursor text,
  began_at timestamptz not null default now(),
  finished_at timestamptz,
  compared integer not null default 0,
  repaired integer not null default 0,
  constraint reconciliations_step_is_known check (step in ('events', 'subscriptions', 'unseen', 'memberships', 'finished')),
  constraint reconciliations_finish_together check ((step = 'finished') = (finished_at is not null))
);
comment on table private.reconciliations is 'Nightly comparisons with Stripe, one a day of the jobs'' clock; one that was interrupted goes on where it was.';
comment on column private.reconciliations.day is 'The day it is of, UTC.';
comment on column private.reconciliations.step is 'What is compared now: events of three days, subscriptions there, ours that were not among them, memberships without one.';
comment on column private.reconciliations.cursor is 'Where it goes on within the step.';
comment on column private.reconciliations.began_at is 'When it began, by the real clock.';
comment on column private.reconciliations.finished_at is 'When it was through.';
comment on column private.reconciliations.compared is 'How many things were compared.';
comment on column private.reconciliations.repaired is 'How many were repaired.';

create table private.stripe_subscriptions (
  stripe_subscription_id text primary key,
  stripe_customer_id text not null,
  membership_id uuid,
  status text not null,
  cancels_at_period_end boolean not null,
  period_ends_at timestamptz,
  read_at timestamptz not null,
  seen_on date
);
comment on table private.stripe_subscriptions is 'Subscriptions as Stripe shows them, by events and by the nightly comparison. Memberships count; this is to find differences.';
comment on column private.stripe_subscriptions.stripe_subscription_id is 'Its id at Stripe.';
comment on column private.stripe_subscriptions.stripe_customer_id is 'Whose it is.';
comment on column private.stripe_subscriptions.membership_id is 'The membership its metadata names; text of people at Stripe, so it need not exist.';
comment on column private.stripe_subscriptions.status is 'Stripe''s word; canceled and incomplete_expired are over.';
comment on column private.stripe_subscriptions.cancels_at_period_end is 'It ends with its term.';
comment on column private.stripe_subscriptions.period_ends_at is 'End of its term there.';
comment on column private.stripe_subscriptions.read_at is 'A moment before Stripe was asked.';
comment on column private.stripe_subscriptions.seen_on is 'The comparison that saw it last.';
create index stripe_subscriptions_membership on private.stripe_subscriptions (membership_id) where membership_id is not null;

create table private.invoice_differences (
  stripe_invoice_id text primary key,
  stripe_customer_id text,
  expected text not null,
  found text not null,
  noted_at timestamptz not null default now()
);
comment on table private.invoice_differences is 'Invoices that differ from Stripe''s and could not be repaired. Gone once they agree.';
comment on column private.invoice_differences.stripe_invoice_id is 'The invoice.';
comment on column private.invoice_differences.stripe_customer_id is 'Whose it is.';
comment on column private.invoice_differences.expected is 'What Stripe shows.';
comment on column private.invoice_differences.found is 'What the mirror shows.';
comment on column private.invoice_differences.noted_at is 'When that was found last.';

-- Where the comparison of a day goes on; null when it is through.
create function private.describe_reconciliation(day date) returns jsonb language sql volatile set search_path = '' as $$
  select jsonb_build_object('day', run.day, 'step', run.step, 'cursor', run.cursor, 'read_at', clock_timestamp())
  from private.reconciliations run where run.day = describe_reconciliation.day and run.step <> 'finished'
$$;

-- The comparison to go on with at a moment of the jobs' clock, from three in the morning (UTC) on; null when today's is through.
create function service.current_reconciliation(at timestamptz) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  today date := (at at time zone 'UTC')::date;
begin
  if extract(hour from at at time zone 'UTC') < 3 then
    return null;
  end if;
  insert into private.reconciliations (day) values (today) on conflict do nothing;
  return private.describe_reconciliation(today);
end
$$;

-- Notes how far a comparison is. In: its day, the step and place to go on with, what was compared and repaired since the last note.
-- Out: where it goes on, as current_reconciliation.
create function service.reconciliation_went_on(day date, step text, cursor text, compared integer, repaired integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  update private.reconciliations run set step = reconciliation_went_on.step, cursor = reconciliation_went_on.cursor,
    finished_at = case when reconciliation_went_on.step = 'finished' then now() end,
    compared = run.compared + reconciliation_went_on.compared, repaired = run.repaired + reconciliation_went_on.repaired
  where run.day = reconciliation_went_on.day and run.step <> 'finished';
  return private.describe_reconciliation(reconciliation_went_on.day);
end
$$;

-- Which of these invoices the mirror shows differently, with what it shows. In: news as for mirror_invoice. Invoices of strangers and drafts are left out.
create function service.differing_invoices(news jsonb) returns table (stripe_invoice_id text, expected text, found text)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  select facts.stripe_invoice_id, private.describe_money(facts), coalesce(private.describe_money(mirror), 'not mirrored')
  from jsonb_array_elements(news) as item
  cross join lateral jsonb_populate_record(null::public.invoices, item || jsonb_build_object('currency', upper(item ->> 'currency'))) as facts
  join private.stripe_customers customer on customer.stripe_customer_id = item ->> 'stripe_customer_id'
  left join public.invoices mirror on mirror.stripe_invoice_id = facts.stripe_invoice_id
  where facts.status <> 'draft' and private.describe_money(facts) is distinct from private.describe_money(mirror);
end
$$;

-- What is compared of an invoice, in one line.
create function private.describe_money(invoice public.invoices) returns text language sql immutable set search_path = '' as $$
  select case when invoice.stripe_invoice_id is not null then concat_ws(' ', invoice.number, invoice.status, invoice.currency, invoice.total_minor, 'due',
    invoice.amount_due_minor, 'paid', invoice.amount_paid_minor) end
$$;

-- Notes invoices that still differ after they were mirrored again, and forgets those that agree. In: ids that were looked at, those that differ with both sides.
create function service.note_invoice_differences(looked_at text[], differing jsonb) returns void language plpgsql security definer set search_path = '' as $$
begin
  delete from private.invoice_differences known where known.stripe_invoice_id = any (looked_at);
  insert into private.invoice_differences (stripe_invoice_id, stripe_customer_id, expected, found)
  select item ->> 'stripe_invoice_id', item ->> 'stripe_customer_id', item ->> 'expected', item ->> 'found' from jsonb_array_elements(differing) as item;
end
$$;

-- Notes subscriptions as Stripe shows them, each read not before `read_at`; `day`: the comparison that saw them, null for an event. A subscription whose
-- metadata names a current membership of the same company without one is attached to it. Out: how many were attached.
create function service.note_subscriptions(news jsonb, read_at timestamptz, day date default null) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  lost record;
  attached integer := 0;
begin
  insert into private.stripe_subscriptions as known
    (stripe_subscription_id, stripe_customer_id, membership_id, status, cancels_at_period_end, period_ends_at, read_at, seen_on)
  select item ->> 'stripe_subscription_id', item ->> 'stripe_customer_id',
    case when item ->> 'membership_id' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (item ->> 'membership_id')::uuid end,
    item ->> 'status', (item ->> 'cancels_at_period_end')::boolean, (item ->> 'period_ends_at')::timestamptz, note_subscriptions.read_at, note_subscriptions.day
  from jsonb_array_elements(news) as item
  on conflict (stripe_subscription_id) do update set
    stripe_customer_id = excluded.stripe_customer_id, membership_id = excluded.membership_id, status = excluded.status,
    cancels_at_period_end = excluded.cancels_at_period_end, period_ends_at = excluded.period_ends_at, read_at = excluded.read_at,
    seen_on = coalesce(excluded.seen_on, known.seen_on)
  where known.read_at <= excluded.read_at;
  for lost in
    select membership.id, known.stripe_subscription_id, known.stripe_customer_id
    from jsonb_array_elements(news) as item
    join private.stripe_subscriptions known on known.stripe_subscription_id = item ->> 'stripe_subscription_id'
    join public.memberships membership on membership.id = known.membership_id and membership.stripe_subscription_id is null and membership.state <> 'ended'
    join private.stripe_customers customer on customer.stripe_customer_id = known.stripe_customer_id and customer.account_id = membership.account_id
    where known.status not in ('canceled', 'incomplete_expired')
      -- Its call is on the way and will note it itself.
      and not exists (select from private.stripe_calls making where making.membership_id = membership.id and making.kind = 'create_subscription'
                        and making.done_at is null and making.gave_up_at is null)
  loop
    perform service.attach_subscription(lost.id, lost.stripe_customer_id, lost.stripe_subscription_id);
    attached := attached + 1;
  end loop;
  return attached;
end
$$;

-- Subscriptions of current memberships that this day's comparison has not seen among Stripe's running ones, up to `max` after `cursor`.
create function service.unseen_subscriptions(day date, cursor text, max integer) returns setof text language sql stable security definer set search_path = '' as $$
  select membership.stripe_subscription_id from public.memberships membership
  left join private.stripe_subscriptions known on known.stripe_subscription_id = membership.stripe_subscription_id
  where membership.state <> 'ended' and membership.stripe_subscription_id > coalesce(unseen_subscriptions.cursor, '')
    and known.seen_on is distinct from unseen_subscriptions.day
  order by membership.stripe_subscription_id limit unseen_subscriptions.max
$$;

-- Asks Stripe once more for memberships older than an hour whose subscription was refused, with the billing details and customer of now: up to `max` after
-- the membership `cursor`. Out: how many were asked for again, and the last one looked at (null: none left).
create function service.ask_again_for_subscriptions(cursor text, max integer) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  membership record;
  last_seen uuid;
  successor uuid;
  asked integer := 0;
begin
  for membership in
    select waiting.id, waiting.account_id, (select made.id from private.stripe_calls made where made.once = 'subscription:' || waiting.id) as call
    from public.memberships waiting
    where waiting.stripe_subscription_id is null and waiting.state <> 'ended' and waiting.created_at < now() - interval '1 hour'
      and waiting.id > coalesce(ask_again_for_subscriptions.cursor, '00000000-0000-0000-0000-000000000000')::uuid
    order by waiting.id limit ask_again_for_subscriptions.max
  loop
    last_seen := membership.id;
    if exists (select from private.stripe_calls making where making.membership_id = membership.id and making.done_at is null and making.gave_up_at is null) then
      continue;
    end if;
    perform private.queue_customer_details(membership.account_id, membership.id);
    if membership.call is null then
      perform private.queue_stripe_call('create_subscription', membership.account_id, private.subscription_details(membership.id), 'subscription:' || membership.id, membership.id);
    else
      -- A place of its own, after the customer's details.
      successor := private.renew_stripe_call(membership.call);
      update private.stripe_calls set call_number = nextval(pg_get_serial_sequence('private.stripe_calls', 'call_number')),
        parameters = private.subscription_details(membership.id)
      where id = successor;
    end if;
    asked := asked + 1;
  end loop;
  return jsonb_build_object('asked', asked, 'last', last_seen);
end
$$;

-- Stores the events that never arrived. In: objects with id, type, object_id, created_at. Out: how many were new.
create function service.store_events(news jsonb) returns integer language plpgsql security definer set search_path = '' as $$
declare
  stored integer;
begin
  insert into private.stripe_events (id, type, object_id, created_at)
  select item ->> 'id', item ->> 'type', item ->> 'object_id', (item ->> 'created_at')::timestamptz from jsonb_array_elements(news) as item
  on conflict (id) do nothing;
  get diagnostics stored = row_count;
  return stored;
end
$$;

grant execute on function service.store_events, service.current_reconciliation, service.reconciliation_went_on, service.differing_invoices, service.note_invoice_differences,
  service.note_subscriptions, service.unseen_subscriptions, service.ask_again_for_subscriptions to service_role;
