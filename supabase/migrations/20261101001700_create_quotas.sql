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

-- Forgets what no window needs any more: quotas after a day, forms never confirmed after 30 days. And gives serials that nobody holds to
-- their oldest claim, for those passed over at the moment of change (see settle_product). For the job.
create function service.sweep() returns void language plpgsql security definer set search_path = '' as $$
begin
  delete from private.quotas where window_start < now() - interval '1 day';
  delete from private.account_requests where requested_at < now() - interval '30 days';
  -- An update that changes nothing is enough: prepare_product takes a free serial.
  update public.products set claim = claim where id in (
    select distinct on (model_id, serial_normalized) id from public.products claimed
    where claim = 'disputed' and not exists (
      select from public.products holder
      where holder.model_id = claimed.model_id and holder.serial_normalized = claimed.serial_normalized and holder.claim = 'held')
    order by model_id, serial_normalized, created_at, id);
end
$$;
grant execute on function service.take_quota, service.sweep to service_role;
