-- Why: points follow completeness in the same transaction, whoever wrote the row: a form, a migration or a hand in the dashboard (R1, R2).

create function private.settle_product() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  award public.point_entries;
  awards integer;
  value integer;
  next_claim uuid;
  next_account uuid;
begin
  -- A serial given up goes to the oldest other claim on it (decision 2). A claim whose row someone is writing at this moment is not waited for
  -- (he waits for our serial: neither would ever go on); it takes the free serial itself then (prepare_product), or service.sweep does it.
  if old.claim = 'held' and (new.claim <> 'held' or new.model_id <> old.model_id or new.serial_normalized is distinct from old.serial_normalized) then
    select id, account_id into next_claim, next_account from public.products
    where model_id = old.model_id and serial_normalized = old.serial_normalized and claim = 'disputed' and removed_at is null and id <> new.id
    order by created_at, id limit 1 for no key update skip locked;
    if found then
      perform private.lock_balances(array[new.account_id, next_account]);
    end if;
  end if;

  select entry.* into award from public.point_entries entry
  where entry.product_id = new.id and entry.kind = 'award'
    and not exists (select from public.point_entries reversal where reversal.reverses_id = entry.id);

  if award.id is not null and (not new.is_complete or award.model_id <> new.model_id) then
    insert into public.point_entries (account_id, product_id, model_id, kind, points, balance_after, source, reverses_id)
    values (award.account_id, new.id, award.model_id, 'reversal', -award.points, 0, 'reversal:' || award.id, award.id);
    award := null;
  end if;

  if new.is_complete and award.id is null then
    -- The value of its first award stays: taking a dealer out and putting it back must not collect a later rise of the catalogue (R2).
    value := coalesce(
      (select entry.points from public.point_entries entry
       where entry.product_id = new.id and entry.model_id = new.model_id and entry.kind = 'award' order by entry.entry_number limit 1),
      (select points from public.product_models where id = new.model_id));
    select count(*) into awards from public.point_entries where product_id = new.id and kind = 'award';
    insert into public.point_entries (account_id, product_id, model_id, kind, points, balance_after, source)
    values (new.account_id, new.id, new.model_id, 'award', value, 0, 'award:' || new.id || ':' || awards + 1);
  end if;

  update public.products set claim = 'held' where id = next_claim;
  return null;
end
$$;
create trigger settle_product after insert or update on public.products
  for each row execute function private.settle_product();
