-- Why: a product may be saved with gaps (S4); what it lacks and whether it is complete are derived by the table itself, so nobody can claim otherwise (R1).

create table public.products (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts (id) on delete restrict,
  model_id uuid not null references public.product_models (id) on delete restrict,
  serial_number text,
  serial_normalized text,
  purchased_on date,
  purchased_on_is_estimate boolean not null default false,
  purchase_country text references public.countries (code),
  dealer_name text,
  dealer_is_estimate boolean not null default false,
  claim text not null default 'none',
  removed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  is_complete boolean not null generated always as (
    serial_normalized is not null and purchased_on is not null and purchase_country is not null and dealer_name is not null
    and claim = 'held' and removed_at is null) stored,
  missing text[] not null generated always as (
    array_remove(array[
      case when serial_normalized is null then 'serial_number' end, case when purchased_on is null then 'purchase_date' end,
      case when purchase_country is null then 'purchase_country' end, case when dealer_name is null then 'dealer' end], null)) stored,
  constraint products_claim_known check (claim in ('none', 'held', 'disputed', 'lost')),
  constraint products_claim_needs_serial check ((claim = 'none') = (serial_normalized is null or removed_at is not null)),
  constraint products_serial_length check (length(serial_number) between 1 and 60),
  constraint products_dealer_length check (length(btrim(dealer_name)) between 1 and 120)
);
comment on table public.products is 'Registered products. Never deleted: removed_at hides one and gives its serial free.';
comment on column public.products.serial_number is 'Serial as typed by the member.';
comment on column public.products.serial_normalized is 'Serial in the model''s own form; unique per model among held claims (R5).';
comment on column public.products.claim is 'held = this company has the serial; disputed = another one had it first; lost = support decided for the other; none = no serial or removed.';
comment on column public.products.is_complete is 'R1, derived: nothing missing and the serial is held.';
comment on column public.products.missing is 'What is missing: serial_number, purchase_date, purchase_country, dealer.';

create unique index products_one_holder on public.products (model_id, serial_normalized) where claim = 'held';
create index products_serial on public.products (model_id, serial_normalized, created_at);
create index products_account on public.products (account_id, created_at desc, id);
create index products_disputed on public.products (model_id, serial_normalized, created_at) where claim = 'disputed';
create index products_country on public.products (purchase_country);

-- The form a serial is compared in (R5): upper case, no spaces or dashes, no leading zeros where the model says so.
-- NFKC first: full-width digits, no-break spaces and the like, as copied from a PDF, count as what they look like.
create function private.normalize_serial(serial text, strips_leading_zeros boolean) returns text
language sql immutable set search_path = '' as $$
  select nullif(case when strips_leading_zeros then ltrim(plain, '0') else plain end, '')
  from (select upper(regexp_replace(normalize(serial, nfkc), '[[:space:]\u00AD\u200B-\u200D\u2010-\u2015\u2043\u2060\u2212\uFEFF-]', '', 'g')) as plain) as stripped
$$;

-- Serials are compared as they were normalised. Changing how, under registered products, could give one serial two holders (R5).
create function private.keep_serial_rule() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.products where model_id = old.id and serial_normalized is not null) then
    raise sqlstate 'PT409' using message = 'not_allowed', hint = 'Products with serials of this model exist; add a new model instead.';
  end if;
  return new;
end
$$;
create trigger keep_serial_rule before update of strips_leading_zeros on public.product_models
  for each row when (new.strips_leading_zeros <> old.strips_leading_zeros) execute function private.keep_serial_rule();

create function private.serial_lock(model uuid, serial text) returns bigint language sql immutable set search_path = '' as $$
  select hashtextextended(model::text || ':' || serial, 5)
$$;

-- Waits for the right to decide about serials, in one order for everybody; held until the transaction ends.
create function private.lock_serials(keys bigint[]) returns void language sql volatile set search_path = '' as $$
  select pg_advisory_xact_lock(key) from (select distinct key from unnest(keys) as key where key is not null order by key) as ordered
$$;

-- Says whether the caller's company has a product of this model still to migrate (S3): models no longer registered may arrive that way.
-- In plpgsql, because the tables of the old system come in a later migration.
create function private.arrives_from_old_system(for_account uuid, for_model uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
    select from private.legacy_accounts source
    join private.legacy_products arriving on arriving.legacy_account_id = source.id
    where source.migrated_to is null and arriving.product_id is null and arriving.model_id = for_model
      and source.email in (select private.proven_addresses(for_account)));
end
$$;

-- Tidies and checks one row before it is written, and settles whose serial it is. Errors: see each message (contracts/error-codes.ts).
create function private.prepare_product() returns trigger language plpgsql security definer set search_path = '' as $$
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
  elsif not model.is_registrable and (tg_op = 'INSERT' or new.model_id <> old.model_id) and not private.arrives_from_old_system(new.account_id, new.model_id) then
    raise sqlstate 'PT422' using message = 'model_not_registrable';
  end if;

  if tg_op = 'UPDATE' and new.model_id = old.model_id and new.serial_number is not distinct from old.serial_number then
    -- A serial that was accepted stays accepted when the model's format changes later.
    new.serial_normalized := old.serial_normalized;
  else
    new.serial_normalized := private.normalize_serial(new.serial_number, model.strips_leading_zeros);
    if new.serial_number is not null and (new.serial_normalized is null or new.serial_normalized !~ model.serial_pattern) then
      raise sqlstate 'PT422' using message = 'serial_format', hint = model.serial_example;
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
create trigger prepare_product before insert or update on public.products
  for each row execute function private.prepare_product();

create function private.refuse_product_delete() returns trigger language plpgsql set search_path = '' as $$
begin
  raise sqlstate 'PT409' using message = 'product_delete_refused', hint = 'Set removed_at instead.';
end
$$;
create trigger refuse_product_delete before delete on public.products
  for each row execute function private.refuse_product_delete();
create trigger refuse_product_truncate before truncate on public.products
  for each statement execute function private.refuse_product_delete();

alter table public.products enable row level security;
create policy "Members see their company's products" on public.products for select to authenticated
  using (account_id = any ((select private.my_accounts())::uuid[]));
create policy "Owners and product keepers register products" on public.products for insert to authenticated
  with check (account_id = any ((select private.my_accounts('owner', 'products'))::uuid[]));
create policy "Owners and product keepers edit products" on public.products for update to authenticated
  using (account_id = any ((select private.my_accounts('owner', 'products'))::uuid[]))
  with check (account_id = any ((select private.my_accounts('owner', 'products'))::uuid[]));

grant select on public.products to authenticated;
grant insert (id, account_id, model_id, serial_number, purchased_on, purchased_on_is_estimate, purchase_country, dealer_name, dealer_is_estimate)
  on public.products to authenticated;
grant update (model_id, serial_number, purchased_on, purchased_on_is_estimate, purchase_country, dealer_name, dealer_is_estimate)
  on public.products to authenticated;

-- Removes a product: it leaves the list, its points are reversed, its serial is free for others (R2). Safe to repeat.
-- In: product id. Errors: product_not_found (also for another company's), not_allowed by role.
create function private.remove_product(product_id uuid) returns void language plpgsql security definer set search_path = '' as $$
declare
  owner_account uuid;
begin
  select account_id into owner_account from public.products where id = product_id and account_id = any (private.my_accounts()) for no key update;
  if not found then
    raise sqlstate 'PT404' using message = 'product_not_found';
  elsif owner_account <> all (private.my_accounts('owner', 'products')) then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
  update public.products set removed_at = now() where id = product_id and removed_at is null;
end
$$;
-- Definer inside, because members may not write removed_at themselves; the caller's role is checked above.
create function public.remove_product(product_id uuid) returns void language sql set search_path = '' as $$
  select private.remove_product(product_id)
$$;
grant execute on function private.remove_product, public.remove_product to authenticated;
