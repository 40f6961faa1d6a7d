-- Why: an award takes the value of the day on which its product first becomes complete (R2), and a refused serial says what is wrong with it.
-- A product of a model that no longer counts gets an award of 0: so its value is frozen as well, and the ledger says why there is nothing.

alter table public.point_entries
  drop constraint point_entries_award_is_positive,
  add constraint point_entries_award_is_of_a_product check (
    kind <> 'award' or (points >= 0 and product_id is not null and model_id is not null and reverses_id is null)),
  drop constraint point_entries_reversal_names_its_award,
  add constraint point_entries_reversal_names_its_award check ((kind = 'reversal') = (reverses_id is not null) and (kind <> 'reversal' or points <= 0));

-- Says whether a model can be registered today.
create function private.is_registrable(model public.product_models) returns boolean language sql stable set search_path = '' as $$
  select model.is_registrable and coalesce(model.registrable_from <= private.catalogue_day(), true) and coalesce(model.registrable_until >= private.catalogue_day(), true)
$$;

-- As before; new are the days of registration and the detail of serial_format (see private.explain_serial).
-- Tidies and checks one row before it is written, and settles whose serial it is. Errors: see each message (contracts/error-codes.ts).
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
  elsif current_setting('role', true) = 'authenticated' and new.account_id <> all (private.my_accounts('owner', 'products')) then
    -- Row-level security looks at a new row after this trigger: what is refused below would tell of another company's products (R15).
    raise insufficient_privilege using message = 'new row violates row-level security policy for table "products"';
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

-- As before; new is where the value of a first award comes from.
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
    values (award.account_id, new.id, award.model_id, 'reversal', -award.points, 0, 'reversal:' || award.id, award.id);
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
    values (new.account_id, new.id, new.model_id, 'award', value, 0, 'award:' || new.id || ':' || awards + 1);
  end if;

  update public.products set claim = 'held' where id = next_claim;
  return null;
end
$$;
