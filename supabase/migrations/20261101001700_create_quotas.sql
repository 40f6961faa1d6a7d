-- Why: public forms are limited per sender and per address, in the database, because functions keep no memory between calls.

create table private.quotas (
  bucket text not null,
  key_hash bytea not null,
  window_start timestamptz not null,
  hits integer not null default 0,
  primary key (bucket, key_hash, window_start)
);
comment on table private.quotas is 'How often a sender or address used a public form in a window; keys are hashes.';
create index quotas_window on private.quotas (window_start);

-- Counts one use. In: name of the form, sender or address, allowed uses per window, window in seconds. Out: false when used up.
create function service.take_quota(bucket text, key text, allowed integer, window_seconds integer) returns boolean
language sql security definer set search_path = '' as $$
  insert into private.quotas as quota (bucket, key_hash, window_start, hits)
  values (take_quota.bucket, sha256(convert_to(take_quota.key, 'UTF8')),
          to_timestamp(floor(extract(epoch from now()) / window_seconds) * window_seconds), 1)
  on conflict (bucket, key_hash, window_start) do update set hits = quota.hits + 1
  returning hits <= allowed
$$;

-- Forgets what no window needs any more: quotas after a day, forms never confirmed after 30 days. For the job.
create function service.sweep() returns void language plpgsql security definer set search_path = '' as $$
begin
  delete from private.quotas where window_start < now() - interval '1 day';
  delete from private.account_requests where requested_at < now() - interval '30 days';
end
$$;
grant execute on function service.take_quota, service.sweep to service_role;
