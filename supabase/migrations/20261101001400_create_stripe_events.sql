-- Why: every event is stored once before it is handled; it may arrive twice, late and in any order (R11).

create table private.stripe_events (
  id text primary key,
  type text not null,
  object_id text,
  created_at timestamptz not null,
  received_at timestamptz not null default now(),
  processed_at timestamptz,
  attempts integer not null default 0,
  leased_until timestamptz,
  next_attempt_at timestamptz not null default now(),
  last_error text
);
comment on table private.stripe_events is 'Inbox of Stripe''s events. Only what is needed to look the object up again is kept.';
create index stripe_events_waiting on private.stripe_events (next_attempt_at) where processed_at is null;

-- Stores an event. Out: true when it is new.
create function service.store_event(event_id text, event_type text, object_id text, created_at timestamptz)
returns boolean language sql security definer set search_path = '' as $$
  with stored as (
    insert into private.stripe_events (id, type, object_id, created_at) values (event_id, event_type, store_event.object_id, store_event.created_at)
    on conflict (id) do nothing returning 1)
  select exists (select from stored)
$$;

-- Takes up to `max` waiting events for two minutes.
create function service.lease_events(max integer)
returns table (id text, type text, object_id text, attempts integer) language sql security definer set search_path = '' as $$
  update private.stripe_events event set leased_until = now() + interval '2 minutes', attempts = event.attempts + 1
  where event.id in (
    select waiting.id from private.stripe_events waiting
    where waiting.processed_at is null and waiting.next_attempt_at <= now() and (waiting.leased_until is null or waiting.leased_until < now())
    order by waiting.created_at, waiting.id limit lease_events.max for update skip locked)
  returning event.id, event.type, event.object_id, event.attempts
$$;

create function service.event_processed(event_id text) returns void language sql security definer set search_path = '' as $$
  update private.stripe_events set processed_at = now(), leased_until = null, last_error = null where id = event_id
$$;

create function service.event_failed(event_id text, error text) returns void language sql security definer set search_path = '' as $$
  update private.stripe_events
  set leased_until = null, last_error = left(error, 500), next_attempt_at = now() + least(interval '5 seconds' * power(2, least(attempts, 12)), interval '1 hour')
  where id = event_id and processed_at is null
$$;

grant execute on function service.store_event, service.lease_events, service.event_processed, service.event_failed to service_role;
