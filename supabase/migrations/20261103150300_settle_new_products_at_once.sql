-- Why: an award takes the value of the day on which its product first becomes complete (R2), and a refused serial says what is wrong with it. And an
-- import writes thousands of products in one statement, and each was awarded on its own: one update of the same balance row a product,
-- and five looks for awards that a new product cannot have. New products are settled together; changed ones one by one, as before.

-- A new product has no award yet, gives no serial up and is nobody's heir: what is complete earns the value of the day (R2). The balance
-- of each company moves once, by all that it earned, and each entry is given the balance after it (R3). Definer: nobody may write the ledger.
create function private.settle_new_products() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  accounts uuid[] := array(select distinct account_id from added where is_complete);
begin
  if cardinality(accounts) = 0 then
    return null;
  elsif cardinality(accounts) > 1 then
    -- In everybody's order; one alone is locked by its update.
    perform private.lock_balances(accounts);
  end if;
  with worth as materialized (
    select model_id, private.model_value(model_id, private.catalogue_day()) as points
    from (select distinct model_id from added where is_complete) as models
  ), numbered as materialized (
    -- In the order they were written, as one after the other they would have been.
    select account_id, id, model_id, row_number() over () as place from added where is_complete
  ), fresh as materialized (
    select numbered.account_id, numbered.id, numbered.model_id, numbered.place, worth.points, sum(worth.points) over in_order as gathered
    from numbered join worth on worth.model_id = numbered.model_id
    window in_order as (partition by numbered.account_id order by numbered.place rows unbounded preceding)
  ), earned as materialized (
    select account_id, sum(points) as points from fresh group by account_id
  ), moved as (
    insert into public.point_balances as kept (account_id, balance) select account_id, points from earned
    on conflict (account_id) do update set balance = kept.balance + excluded.balance, updated_at = now()
    returning kept.account_id, kept.balance
  )
  insert into public.point_entries (account_id, product_id, model_id, kind, points, balance_after, source)
  select fresh.account_id, fresh.id, fresh.model_id, 'award', fresh.points, moved.balance - earned.points + fresh.gathered, 'award:' || fresh.id || ':1'
  from fresh join moved on moved.account_id = fresh.account_id join earned on earned.account_id = fresh.account_id
  order by fresh.place;
  return null;
end
$$;
drop trigger settle_product on public.products;
create trigger settle_product after update on public.products
  for each row execute function private.settle_product();
create trigger settle_new_products after insert on public.products
  referencing new table as added for each statement execute function private.settle_new_products();

-- As before, for changed products alone; the value of a first award is the calendar's of the day (R2), and an award without a balance after it is
-- one to be booked.
create or replace function private.settle_product() returns trigger language plpgsql security definer set search_path = '' as $$
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
    values (award.account_id, new.id, award.model_id, 'reversal', -award.points, null, 'reversal:' || award.id, award.id);
    award := null;
  end if;

  if new.is_complete and award.id is null then
    -- The value of its first award stays: taking a dealer out and putting it back must not collect a later rise of the catalogue (R2).
    value := coalesce(
      (select entry.points from public.point_entries entry
       where entry.product_id = new.id and entry.model_id = new.model_id and entry.kind = 'award' order by entry.entry_number limit 1),
      private.model_value(new.model_id, private.catalogue_day()));
    select count(*) into awards from public.point_entries where product_id = new.id and kind = 'award';
    insert into public.point_entries (account_id, product_id, model_id, kind, points, balance_after, source)
    values (new.account_id, new.id, new.model_id, 'award', value, null, 'award:' || new.id || ':' || awards + 1);
  end if;

  if next_claim is not null then
    update public.products set claim = 'held' where id = next_claim;
  end if;
  return null;
end
$$;

-- An award that comes from a trigger with the balance after it was booked by settle_new_products; everything else is booked here, and whatever
-- a hand writes (no trigger around it) always.
drop trigger book_point_entry on public.point_entries;
create trigger book_point_entry before insert on public.point_entries
  for each row when (new.kind <> 'award' or new.balance_after is null or pg_trigger_depth() = 0) execute function private.book_point_entry();

-- Row-level security looks at a new row after prepare_product: what is refused there would tell of another company's products (R15). So a
-- member's own insert is looked at before; functions that register for a member (import, migration, transfer) have asked who calls, once.
create function private.refuse_foreign_product() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.account_id <> all (private.my_accounts('owner', 'products')) then
    raise insufficient_privilege using message = 'new row violates row-level security policy for table "products"';
  end if;
  return new;
end
$$;
-- Named to come before prepare_product.
create trigger guard_new_product before insert on public.products
  for each row when (current_user = 'authenticated') execute function private.refuse_foreign_product();

-- As before, without that look; new are the days of registration and the detail of serial_format (see private.explain_serial).
create or replace function private.prepare_product() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  model public.product_models;
  other record;
  serial_changed boolean;
  claim_matters boolean;
begin
  if tg_op = 'UPDATE' then
    if old.removed_at is not null then
      raise sqlstate 'PT409' using message = 'product_removed';
    end if;
    if new.account_id <> old.account_id then
      raise sqlstate 'PT403' using message = 'not_allowed';
    end if;
    new.updated_at := now();
  end if;

  new.serial_number := nullif(btrim(new.serial_number), '');
  new.dealer_name := nullif(btrim(new.dealer_name), '');
  if new.purchased_on > (now() at time zone 'Pacific/Kiritimati')::date then
    raise sqlstate 'PT422' using message = 'purchase_date_in_future';
  elsif new.purchased_on < date '1950-01-01' then
    raise sqlstate 'PT422' using message = 'purchase_date_too_old';
  end if;

  select * into model from public.product_models where id = new.model_id;
  if not found then
    raise sqlstate 'PT404' using message = 'model_not_found';
  elsif not private.is_registrable(model) and (tg_op = 'INSERT' or new.model_id <> old.model_id) and not private.arrives_from_old_system(new.account_id, new.model_id) then
    raise sqlstate 'PT422' using message = 'model_not_registrable';
  end if;

  if tg_op = 'UPDATE' and new.model_id = old.model_id and new.serial_number is not distinct from old.serial_number then
    -- A serial that was accepted stays accepted when the model's format changes later.
    new.serial_normalized := old.serial_normalized;
  else
    new.serial_normalized := private.normalize_serial(new.serial_number, model.strips_leading_zeros);
    if new.serial_number is not null and (new.serial_normalized is null or new.serial_normalized !~ model.serial_pattern) then
      raise sqlstate 'PT422' using message = 'serial_format', hint = model.serial_example,
        detail = private.explain_serial(new.serial_number, model);
    end if;
  end if;

  if new.serial_normalized is null or new.removed_at is not null then
    new.claim := 'none';
  end if;
  serial_changed := tg_op = 'INSERT' or new.model_id <> old.model_id or new.serial_normalized is distinct from old.serial_normalized;
  claim_matters := serial_changed or new.removed_at is not null or new.claim <> old.claim or old.claim = 'disputed';

  -- One order for all locks, so that two companies who swap serials cannot wait for each other.
  perform private.lock_serials(array[private.serial_lock(new.model_id, new.serial_normalized),
    case when tg_op = 'UPDATE' then private.serial_lock(old.model_id, old.serial_normalized) end]) where claim_matters;

  if serial_changed and new.serial_normalized is not null and new.removed_at is null then
    select id, account_id into other from public.products
    where model_id = new.model_id and serial_normalized = new.serial_normalized and id <> new.id and removed_at is null
      and (account_id = new.account_id or claim = 'held')
    order by account_id = new.account_id desc limit 1;
    if other.account_id = new.account_id then
      raise sqlstate 'PT409' using message = 'serial_in_own_account', detail = other.id::text;
    end if;
    new.claim := case when other.id is null then 'held' else 'disputed' end;
  elsif old.claim = 'disputed' and new.claim = 'disputed' and not exists (
    select from public.products where model_id = new.model_id and serial_normalized = new.serial_normalized and claim = 'held') then
    -- Its holder gave the serial up while this row was being written, and passed it over (see settle_product).
    new.claim := 'held';
  end if;
  return new;
end
$$;
