-- Why: who moved products into the wrong company, or too early, takes the move back within fourteen days. Nothing is deleted: products leave as
-- if removed (reversing entries, R2), and the old account can be moved again.

alter table public.programme_settings
  add column migration_undo_days integer not null default 14,
  add constraint programme_settings_migration_undo_days_sane check (migration_undo_days between 0 and 365);
comment on column public.programme_settings.migration_undo_days is 'Days after a migration in which it can be taken back.';

-- What becomes of each product that came by a migration when it is taken back: 'leaves', 'edited' or 'decided' (by support; both stay),
-- 'gone' (removed or passed on since).
create function private.undo_fates(migration uuid) returns table (product_id uuid, fate text) language sql stable security definer set search_path = '' as $$
  select product.id, case
    when product.removed_at is not null or product.account_id <> made.account_id then 'gone'
    when private.product_facts(product) - 'claim' <> move.as_moved - 'claim' then 'edited'
    when product.claim <> move.as_moved ->> 'claim' then 'decided'
    else 'leaves' end
  from private.migrations made
  join private.migration_moves move on move.migration_id = made.id and move.came_new
  join public.products product on product.id = move.product_id
  where made.id = migration
$$;

-- Points the products that would leave have earned and still hold.
create function private.undo_points(product_ids uuid[]) returns integer language sql stable security definer set search_path = '' as $$
  select coalesce(sum(award.points), 0)::integer from public.point_entries award
  where award.product_id = any (product_ids) and award.kind = 'award'
    and not exists (select from public.point_entries reversal where reversal.reverses_id = award.id)
$$;

-- Migrations of a company, newest first, for those who keep its products. undo_until: before that moment it can be taken back.
create function private.my_migrations(for_account uuid)
returns table (id uuid, migrated_at timestamptz, undo_until timestamptz, undone_at timestamptz, moved integer, may_undo boolean)
language sql stable security definer set search_path = '' as $$
  select made.id, made.migrated_at, made.migrated_at + make_interval(days => settings.migration_undo_days), made.undone_at,
         (select count(*)::integer from private.migration_moves move where move.migration_id = made.id and move.came_new),
         made.undone_at is null and now() < made.migrated_at + make_interval(days => settings.migration_undo_days)
  from private.migrations made cross join public.programme_settings settings
  where made.account_id = for_account and for_account = any (private.my_accounts('owner', 'products'))
  order by made.migrated_at desc, made.id
$$;

-- What taking a migration back would do; changes nothing. Out: {"leaving": n, "points": those that go, "kept": [{"product_id", "model_name",
-- "serial_number", "reason": "edited" | "decided"}]}. Errors: not_allowed (also for another company's migration).
create function private.preview_undo(for_account uuid, migration uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  leaving uuid[];
begin
  perform private.require_product_keeper(for_account);
  if not exists (select from private.migrations where id = migration and account_id = for_account) then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
  leaving := array(select product_id from private.undo_fates(migration) where fate = 'leaves');
  return jsonb_build_object('leaving', cardinality(leaving), 'points', private.undo_points(leaving), 'kept', (
    select coalesce(jsonb_agg(jsonb_build_object('product_id', product.id, 'model_name', model.name, 'serial_number', product.serial_number,
      'reason', fates.fate) order by model.name, product.serial_number, product.id), '[]')
    from private.undo_fates(migration) fates
    join public.products product on product.id = fates.product_id
    join public.product_models model on model.id = product.model_id
    where fates.fate in ('edited', 'decided')));
end
$$;

-- A former number goes only with its old account, when that can be moved again; all others stay for ever (R14).
-- Definer: whoever deletes may not look at the old system.
create or replace function private.refuse_number_change() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' and old.origin = 'former'
     and exists (select from private.legacy_accounts where membership_number = old.number and migrated_to is null) then
    return old;
  end if;
  raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Membership numbers are never changed or deleted.';
end
$$;

-- Takes a migration back, once: products that came with it leave (those changed since stay, and their old rows stay linked to them), the old
-- accounts can be moved again. Asking again answers the same. Out: {"left": n, "points": n, "kept": n}.
-- Errors: not_allowed (also for another company's migration), migration_undo_late.
create function private.undo_migration(for_account uuid, migration uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  made private.migrations;
  sources uuid[];
  leaving uuid[];
  staying uuid[];
  lost integer;
begin
  perform private.require_product_keeper(for_account);
  select * into made from private.migrations where id = migration and account_id = for_account for update;
  if not found then
    raise sqlstate 'PT403' using message = 'not_allowed';
  elsif made.undone_at is not null then
    return made.undo_result;
  elsif now() >= made.migrated_at + make_interval(days => (select migration_undo_days from public.programme_settings)) then
    raise sqlstate 'PT409' using message = 'migration_undo_late';
  end if;
  select array_agg(locked.id) into sources from (
    select old.id from private.legacy_accounts old join private.migration_sources source on source.legacy_account_id = old.id
    where source.migration_id = migration order by old.id for update of old) as locked;
  -- Products, serials, balances: the order of hold_products.
  perform from public.products product
  where product.id in (select product_id from private.migration_moves where migration_id = migration) order by product.id for no key update;
  leaving := array(select product_id from private.undo_fates(migration) where fate = 'leaves' order by product_id);
  staying := array(select product_id from private.undo_fates(migration) where fate <> 'leaves');
  perform private.lock_serials((select array_agg(private.serial_lock(model_id, serial_normalized)) from public.products where id = any (leaving)));
  -- Serials given up go to the next claim (decision 2): those companies' balances at once and in everybody's order, too.
  perform from public.point_balances where account_id = for_account or account_id in (
    select claimed.account_id from public.products freed
    join public.products claimed on claimed.model_id = freed.model_id and claimed.serial_normalized = freed.serial_normalized and claimed.claim = 'disputed'
    where freed.id = any (leaving)) order by account_id for update;
  lost := private.undo_points(leaving);
  update public.products set removed_at = now() where id = any (leaving);
  update private.legacy_products old set product_id = null
  from private.migration_moves move
  where move.migration_id = migration and move.legacy_product_id = old.id and move.product_id <> all (staying);
  update private.legacy_accounts set migrated_to = null, migrated_at = null where id = any (sources);
  delete from public.membership_numbers former using private.legacy_accounts old
  where old.id = any (sources) and former.number = old.membership_number and former.account_id = for_account and former.origin = 'former';
  update private.migrations set undone_at = now(), undone_by = auth.uid(), undo_result = jsonb_build_object(
    'left', cardinality(leaving), 'points', lost, 'kept', (select count(*) from private.undo_fates(migration) where product_id = any (staying) and fate <> 'gone'))
  where id = migration returning undo_result into made.undo_result;
  return made.undo_result;
end
$$;

-- The browser's doors; definer inside, because the old system's tables are out of every member's reach.
create function public.my_migrations(for_account uuid)
returns table (id uuid, migrated_at timestamptz, undo_until timestamptz, undone_at timestamptz, moved integer, may_undo boolean)
language sql stable set search_path = '' as $$
  select * from private.my_migrations(for_account)
$$;
create function public.preview_undo(for_account uuid, migration uuid) returns jsonb language sql stable set search_path = '' as $$
  select private.preview_undo(for_account, migration)
$$;
create function public.undo_migration(for_account uuid, migration uuid) returns jsonb language sql set search_path = '' as $$
  select private.undo_migration(for_account, migration)
$$;
grant execute on function private.my_migrations, private.preview_undo, private.undo_migration,
  public.my_migrations, public.preview_undo, public.undo_migration to authenticated;
