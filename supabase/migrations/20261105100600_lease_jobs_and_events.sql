-- Why: a job that is called while its last run still works should wait its turn, and one that died must not stop it for long. Events say when they were
-- taken, so that what is read for them cannot be written over what was read later.

create table private.job_leases (
  name text primary key,
  holder uuid not null,
  leased_until timestamptz not null
);
comment on table private.job_leases is 'Which run of a recurring task works now.';
comment on column private.job_leases.name is 'The task.';
comment on column private.job_leases.holder is 'The run that has it.';
comment on column private.job_leases.leased_until is 'Until then, unless it is given back; a run that died gives it back by this.';

-- Takes a task for some seconds. Out: what gives it back; null when another run has it.
create function service.take_job_lease(name text, seconds integer) returns uuid language sql security definer set search_path = '' as $$
  insert into private.job_leases as lease (name, holder, leased_until)
  values (take_job_lease.name, gen_random_uuid(), clock_timestamp() + make_interval(secs => take_job_lease.seconds))
  on conflict on constraint job_leases_pkey do update set holder = excluded.holder, leased_until = excluded.leased_until where lease.leased_until < clock_timestamp()
  returning lease.holder
$$;

-- Gives a task back; one that another run has taken since stays with it.
create function service.release_job_lease(name text, holder uuid) returns void language sql security definer set search_path = '' as $$
  delete from private.job_leases lease where lease.name = release_job_lease.name and lease.holder = release_job_lease.holder
$$;

drop function service.lease_events(integer);

-- Takes up to `max` waiting events for two minutes, oldest first; `leased_at` is now, before anything is read at Stripe for them.
create function service.lease_events(max integer)
returns table (id text, type text, object_id text, attempts integer, leased_at timestamptz) language plpgsql security definer set search_path = '' as $$
begin
  return query
  update private.stripe_events event set leased_until = now() + interval '2 minutes', attempts = event.attempts + 1
  where event.id in (
    select waiting.id from private.stripe_events waiting
    where waiting.processed_at is null and waiting.next_attempt_at <= now() and (waiting.leased_until is null or waiting.leased_until < now())
    order by waiting.next_attempt_at, waiting.created_at limit lease_events.max for update skip locked)
  returning event.id, event.type, event.object_id, event.attempts, clock_timestamp();
end
$$;

drop function service.event_processed(text);
drop function service.event_failed(text, text);

-- Events about one object are settled by one look, so they are reported together.
create function service.events_processed(event_ids text[]) returns void language sql security definer set search_path = '' as $$
  update private.stripe_events set processed_at = now(), leased_until = null, last_error = null where id = any (event_ids)
$$;

-- Reports a failed attempt: again after 5 s, 10 s, 20 s … at most an hour apart, until it works.
create function service.events_failed(event_ids text[], error text) returns void language sql security definer set search_path = '' as $$
  update private.stripe_events
  set leased_until = null, last_error = left(error, 500), next_attempt_at = now() + least(interval '5 seconds' * power(2, least(attempts, 12)), interval '1 hour')
  where id = any (event_ids) and processed_at is null
$$;

grant execute on function service.take_job_lease, service.release_job_lease, service.lease_events, service.events_processed, service.events_failed to service_role;
