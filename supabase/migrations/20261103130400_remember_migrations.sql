-- Why: a move of old products is remembered with what each became, so that it can be taken back (next migration). And its preview marks
-- duplicates, and tells nothing of other companies.

create table private.migrations (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts (id) on delete restrict,
  migrated_by uuid,
  migrated_at timestamptz not null default now(),
  undone_by uuid,
  undone_at timestamptz,
  undo_result jsonb,
  constraint migrations_undo_is_whole check ((undone_at is null) = (undo_result is null))
);
comment on table private.migrations is 'Each move of products from the old system, and whether it was taken back.';
create index migrations_account on private.migrations (account_id, migrated_at desc);
create trigger audit after insert or update or delete on private.migrations for each row execute function private.write_audit();

create table private.migration_sources (
  migration_id uuid not null references private.migrations (id) on delete restrict,
  legacy_account_id uuid not null references private.legacy_accounts (id) on delete restrict,
  primary key (migration_id, legacy_account_id)
);
comment on table private.migration_sources is 'Old accounts a migration moved.';
create index migration_sources_legacy_account on private.migration_sources (legacy_account_id);

create table private.migration_moves (
  migration_id uuid not null references private.migrations (id) on delete restrict,
  legacy_product_id uuid not null references private.legacy_products (id) on delete restrict,
  product_id uuid not null references public.products (id) on delete restrict,
  came_new boolean not null,
  as_moved jsonb not null,
  primary key (migration_id, legacy_product_id)
);
comment on table private.migration_moves is 'What each old product became in a migration.';
comment on column private.migration_moves.came_new is 'False for a duplicate: the product was there already, or came with the same move.';
comment on column private.migration_moves.as_moved is 'The product as it arrived: one changed since stays when the move is taken back.';
create index migration_moves_legacy_product on private.migration_moves (legacy_product_id);
create index migration_moves_product on private.migration_moves (product_id);

-- What of a product the member or support may have changed.
create function private.product_facts(product public.products) returns jsonb language sql immutable set search_path = '' as $$
  select jsonb_build_object('model_id', product.model_id, 'serial_number', product.serial_number, 'purchased_on', product.purchased_on,
    'purchased_on_is_estimate', product.purchased_on_is_estimate, 'purchase_country', product.purchase_country,
    'dealer_name', product.dealer_name, 'dealer_is_estimate', product.dealer_is_estimate, 'claim', product.claim)
$$;

-- Moves made before this table was: products made in the transaction of the move came with it. What was changed since cannot be told any more,
-- so they count as they are.
do $$
declare
  moved record;
  made uuid;
begin
  for moved in select migrated_to, migrated_at, array_agg(id) as sources from private.legacy_accounts where migrated_to is not null group by 1, 2 loop
    insert into private.migrations (account_id, migrated_at) values (moved.migrated_to, moved.migrated_at) returning id into made;
    insert into private.migration_sources (migration_id, legacy_account_id) select made, unnest(moved.sources);
    insert into private.migration_moves (migration_id, legacy_product_id, product_id, came_new, as_moved)
    select made, old.id, product.id,
           product.created_at = moved.migrated_at and row_number() over (partition by product.id order by old.id) = 1, private.product_facts(product)
    from private.legacy_products old join public.products product on product.id = old.product_id
    where old.legacy_account_id = any (moved.sources);
  end loop;
end
$$;

-- As before, but of two spellings of one serial in the old account the second is 'twice', to be told apart from what this company has already.
create or replace function private.preview_migration(for_account uuid)
returns table (legacy_product_id uuid, former_number text, model_id uuid, model_code text, model_name text, serial_number text, purchased_on date,
               purchase_country text, dealer_name text, fate text, missing text[], points integer)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_product_keeper(for_account);
  if private.migration_state(for_account) = 'code_needed' then
    raise sqlstate 'PT403' using message = 'migration_proof_missing';
  end if;
  return query
  with arriving as (
    select old.id, account.membership_number, model.id as model_id, model.code, model.name, model.points as value, model.serial_pattern,
           private.normalize_serial(old.serial_number, model.strips_leading_zeros) as serial, old.serial_number as typed,
           case when old.purchased_on between date '1950-01-01' and current_date then old.purchased_on end as bought_on,
           old.purchase_country as bought_in, nullif(btrim(old.dealer_name), '') as bought_from
    from private.legacy_accounts account
    join private.legacy_products old on old.legacy_account_id = account.id and old.product_id is null
    join public.product_models model on model.id = old.model_id
    where account.migrated_to is null and account.email in (select private.proven_addresses(for_account))
  ), checked as (
    select arriving.*, case when serial ~ serial_pattern then serial end as good_serial,
           row_number() over (partition by arriving.model_id, serial order by arriving.id) as copy
    from arriving
  ), judged as (
    select checked.*,
      case
        when good_serial is not null and exists (
          select from public.products own where own.account_id = for_account and own.model_id = checked.model_id
            and own.serial_normalized = good_serial and own.removed_at is null) then 'duplicate'
        when good_serial is not null and copy > 1 then 'twice'
        when good_serial is not null and exists (
          select from public.products other where other.model_id = checked.model_id and other.serial_normalized = good_serial and other.claim = 'held') then 'disputed'
        when good_serial is null or bought_on is null or bought_in is null or bought_from is null then 'incomplete'
        else 'complete'
      end as verdict
    from checked
  )
  select j.id, j.membership_number, j.model_id, j.code, j.name, case when j.good_serial is not null then j.typed end, j.bought_on, j.bought_in, j.bought_from,
         j.verdict, array_remove(array[case when j.good_serial is null then 'serial_number' end, case when j.bought_on is null then 'purchase_date' end,
           case when j.bought_in is null then 'purchase_country' end, case when j.bought_from is null then 'dealer' end], null),
         case when j.verdict = 'complete' then j.value else 0 end
  from judged j order by j.name, j.typed, j.id;
end
$$;

-- What members see of it: not that a serial is held elsewhere (R15; registering tells that of one product, this would tell it of all at once
-- and leave no case behind). The points are those that can arrive at most.
create or replace function public.preview_migration(for_account uuid)
returns table (legacy_product_id uuid, former_number text, model_id uuid, model_code text, model_name text, serial_number text, purchased_on date,
               purchase_country text, dealer_name text, fate text, missing text[], points integer)
language sql stable set search_path = '' as $$
  select p.legacy_product_id, p.former_number, p.model_id, p.model_code, p.model_name, p.serial_number, p.purchased_on, p.purchase_country, p.dealer_name,
         case when p.fate <> 'disputed' then p.fate when p.missing = '{}' then 'complete' else 'incomplete' end,
         p.missing, case when p.fate = 'disputed' and p.missing = '{}' then model.points else p.points end
  from private.preview_migration(for_account) p join public.product_models model on model.id = p.model_id
  order by p.model_name, p.serial_number, p.legacy_product_id
$$;

-- As before, and remembers what it did, so that it can be taken back.
create or replace function private.migrate_products(for_account uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  arrival record;
  became uuid;
  sources uuid[];
  migration uuid;
  moved integer := 0;
  completed integer := 0;
  earned integer := 0;
begin
  perform private.require_product_keeper(for_account);
  select array_agg(locked.id) into sources from (
    select id from private.legacy_accounts
    where migrated_to is null and email in (select private.proven_addresses(for_account)) order by id for update) as locked;
  if sources is null then
    if private.migration_state(for_account) = 'code_needed' then
      raise sqlstate 'PT403' using message = 'migration_proof_missing';
    end if;
    raise sqlstate 'PT409' using message = 'migration_nothing_to_move';
  end if;
  insert into private.migrations (account_id, migrated_by) values (for_account, auth.uid()) returning id into migration;
  insert into private.migration_sources (migration_id, legacy_account_id) select migration, unnest(sources);
  -- All serials at once and in everybody's order, so that two migrations never wait for each other and the preview stays true.
  perform private.lock_serials((
    select array_agg(private.serial_lock(model.id, private.normalize_serial(old.serial_number, model.strips_leading_zeros)))
    from private.legacy_products old join public.product_models model on model.id = old.model_id
    where old.legacy_account_id = any (sources) and old.product_id is null));
  -- Duplicates last, when what they repeat is there.
  for arrival in
    select p.* from private.preview_migration(for_account) p
    order by p.fate in ('duplicate', 'twice'), p.model_id, p.serial_number, p.legacy_product_id
  loop
    if arrival.fate in ('duplicate', 'twice') then
      select own.id into became from public.products own
      where own.account_id = for_account and own.model_id = arrival.model_id and own.removed_at is null and own.serial_normalized = (
        select private.normalize_serial(arrival.serial_number, strips_leading_zeros) from public.product_models where id = arrival.model_id);
    else
      insert into public.products (account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
      values (for_account, arrival.model_id, arrival.serial_number, arrival.purchased_on, arrival.purchase_country, arrival.dealer_name)
      returning id into became;
      moved := moved + 1;
      completed := completed + (arrival.fate = 'complete')::integer;
      earned := earned + arrival.points;
    end if;
    update private.legacy_products set product_id = became where id = arrival.legacy_product_id;
    insert into private.migration_moves (migration_id, legacy_product_id, product_id, came_new, as_moved)
    select migration, arrival.legacy_product_id, became, arrival.fate not in ('duplicate', 'twice'), private.product_facts(product)
    from public.products product where product.id = became;
  end loop;
  update private.legacy_accounts set migrated_to = for_account, migrated_at = now() where id = any (sources);
  insert into public.membership_numbers (number, account_id, origin)
  select membership_number, for_account, 'former' from private.legacy_accounts where id = any (sources) and membership_number is not null
  on conflict do nothing;
  return jsonb_build_object('moved', moved, 'complete', completed, 'points', earned, 'former_numbers',
    (select coalesce(jsonb_agg(membership_number), '[]') from private.legacy_accounts where id = any (sources) and membership_number is not null));
end
$$;
