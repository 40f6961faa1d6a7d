-- Why: rows laid aside for an import hold a company's data without need once it is over; after 30 days they go.

-- As before, and imports after 30 days. For the job.
create or replace function service.sweep() returns void language plpgsql security definer set search_path = '' as $$
begin
  delete from private.quotas where window_start < now() - interval '1 day';
  delete from private.account_requests where requested_at < now() - interval '30 days';
  perform private.forget_imports((select array_agg(id) from private.imports where created_at < now() - interval '30 days'));
  -- An update that changes nothing is enough: prepare_product takes a free serial.
  update public.products set claim = claim where id in (
    select distinct on (model_id, serial_normalized) id from public.products claimed
    where claim = 'disputed' and not exists (
      select from public.products holder
      where holder.model_id = claimed.model_id and holder.serial_normalized = claimed.serial_normalized and holder.claim = 'held')
    order by model_id, serial_normalized, created_at, id);
end
$$;
