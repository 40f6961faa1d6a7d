-- Why: a product that is sold takes its serial to the buyer and earns its value of the day there (decision 5). What is kept, and the move itself.

alter table public.programme_settings add column release_days integer not null default 14,
  add constraint programme_settings_release_days_sane check (release_days between 1 and 90);
comment on column public.programme_settings.release_days is 'Days a link for taking over a product works.';

create table public.product_releases (
  id uuid primary key default gen_random_uuid(),
  product_id uuid not null references public.products (id) on delete restrict,
  account_id uuid not null references public.accounts (id) on delete restrict,
  token_hash bytea not null unique,
  created_by uuid default auth.uid(),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  withdrawn_at timestamptz,
  accepted_at timestamptz,
  constraint product_releases_end_once check (withdrawn_at is null or accepted_at is null)
);
comment on table public.product_releases is 'Links by which a company hands a product to another one. Only a hash of each link is kept.';
create unique index product_releases_one_open on public.product_releases (product_id) where withdrawn_at is null and accepted_at is null;
create index product_releases_product on public.product_releases (product_id);
create index product_releases_account on public.product_releases (account_id, created_at desc);

create table private.transfers (
  id uuid primary key default gen_random_uuid(),
  from_product uuid not null unique references public.products (id) on delete restrict,
  to_product uuid not null references public.products (id) on delete restrict,
  from_account uuid not null references public.accounts (id) on delete restrict,
  to_account uuid not null references public.accounts (id) on delete restrict,
  release_id uuid references public.product_releases (id) on delete restrict,
  staff_action_id bigint references private.staff_actions (id) on delete restrict,
  reversal_id uuid references public.point_entries (id) on delete restrict,
  credit_id uuid references public.point_entries (id) on delete restrict,
  created_at timestamptz not null default clock_timestamp(),
  constraint transfers_between_two check (from_account <> to_account),
  constraint transfers_by_link_or_staff check ((release_id is null) <> (staff_action_id is null))
);
comment on table private.transfers is 'Products that went from one company to another, with the entries of both ledgers. Read support.transfers instead.';
comment on column private.transfers.reversal_id is 'What the former company lost; null when the product earned nothing.';
comment on column private.transfers.credit_id is 'What the new company earned at once; null while something is missing.';
create index transfers_to_product on private.transfers (to_product);
create index transfers_from_account on private.transfers (from_account);
create index transfers_to_account on private.transfers (to_account);
create index transfers_release on private.transfers (release_id);
create index transfers_action on private.transfers (staff_action_id);
create index transfers_reversal on private.transfers (reversal_id);
create index transfers_credit on private.transfers (credit_id);

create trigger refuse_change before update or delete on private.transfers for each row execute function private.refuse_audit_change();
create trigger refuse_truncate before truncate on private.transfers for each statement execute function private.refuse_audit_change();

alter table public.product_releases enable row level security;
create policy "Members see their company's releases" on public.product_releases for select to authenticated
  using (account_id = any ((select private.my_accounts())::uuid[]));
grant select (id, product_id, account_id, created_at, expires_at, withdrawn_at, accepted_at) on public.product_releases to authenticated;

-- While a link is open the buyer must get what it shows.
create function private.keep_released_serial() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.product_releases where product_id = old.id and withdrawn_at is null and accepted_at is null and expires_at > now()) then
    raise sqlstate 'PT409' using message = 'product_released';
  end if;
  return new;
end
$$;
create trigger keep_released_serial before update on public.products
  for each row when (new.model_id <> old.model_id or new.serial_number is distinct from old.serial_number)
  execute function private.keep_released_serial();

-- A product that left, was stolen or lost its serial takes its open link with it.
create function private.withdraw_open_release() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.product_releases set withdrawn_at = now() where product_id = new.id and withdrawn_at is null and accepted_at is null;
  return null;
end
$$;
create trigger withdraw_open_release after update on public.products
  for each row when ((new.removed_at is not null and old.removed_at is null) or (new.claim <> 'held' and old.claim = 'held') or (new.state <> 'in_use' and old.state = 'in_use'))
  execute function private.withdraw_open_release();

-- A suspended company only reads (R13).
create function private.require_unsuspended(for_account uuid) returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if exists (select from public.memberships where account_id = for_account and state = 'suspended') then
    raise sqlstate 'PT409' using message = 'membership_suspended';
  end if;
end
$$;

-- Refuses products that cannot change hands now. In: product, company whose own claim on the serial does not matter (or null).
-- Errors: product_removed, product_stolen, product_disputed.
create function private.require_transferable(product public.products, for_account uuid) returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if product.removed_at is not null then
    raise sqlstate 'PT409' using message = 'product_removed';
  elsif product.state = 'stolen' then
    raise sqlstate 'PT409' using message = 'product_stolen';
  elsif product.claim in ('disputed', 'lost') or exists (
    select from public.products other where other.model_id = product.model_id and other.serial_normalized = product.serial_normalized
      and other.claim = 'disputed' and other.account_id is distinct from for_account) then
    raise sqlstate 'PT409' using message = 'product_disputed';
  end if;
end
$$;

-- As before, and models that are no longer registered may change hands as well: it is the same product. move_product alone says so, for the moment
-- of its insert.
create or replace function private.arrives_from_old_system(for_account uuid, for_model uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(current_setting('private.handing_over', true), '') = for_account || ':' || for_model or exists (
    select from private.legacy_accounts source
    join private.legacy_products arriving on arriving.legacy_account_id = source.id
    where source.migrated_to is null and arriving.product_id is null and arriving.model_id = for_model
      and source.email in (select private.proven_addresses(for_account)));
end
$$;

-- Moves a product from its company to another, with its serial: reversal and credit in one transaction, linked by the row it answers.
-- A claim of the buyer's on this very serial becomes the buyer's product; else one is made with the purchase as given.
-- In: product, company, purchase of the buyer, link or act of staff. Errors: those of require_transferable and of registering a product.
create function private.move_product(product_id uuid, to_account uuid, purchase public.products, release uuid, action bigint) returns private.transfers
language plpgsql security definer set search_path = '' as $$
declare
  product public.products;
  mine public.products;
  moved private.transfers;
begin
  -- Rows, serial, balances: the order of everybody who changes products.
  perform from public.products held
  where held.id = move_product.product_id or (held.account_id = move_product.to_account and held.removed_at is null and (held.model_id, held.serial_normalized) = (
    select source.model_id, source.serial_normalized from public.products source where source.id = move_product.product_id))
  order by held.id for no key update;
  select * into product from public.products where id = move_product.product_id;
  perform private.lock_serials(array[private.serial_lock(product.model_id, product.serial_normalized)]);
  -- Somebody else was faster: the row and what became of it are there now.
  select * into moved from private.transfers where from_product = product.id and transfers.to_account = move_product.to_account;
  if found then
    return moved;
  end if;
  if release is not null then
    update public.product_releases set accepted_at = now() where id = release and withdrawn_at is null and accepted_at is null and expires_at > now();
    if not found then
      raise sqlstate 'PT404' using message = 'release_invalid';
    end if;
  end if;
  perform private.require_transferable(product, move_product.to_account);
  perform private.lock_existing_balances(array[product.account_id, move_product.to_account]);

  update public.products set state = 'sold', removed_at = now() where id = product.id;
  select * into mine from public.products
  where account_id = move_product.to_account and model_id = product.model_id and serial_normalized = product.serial_normalized and removed_at is null;
  if found then
    -- A disputed claim holds the serial by now (settle_product); one that was lost to the seller takes it here.
    update public.products set claim = 'held', purchased_on = coalesce(mine.purchased_on, purchase.purchased_on),
      purchased_on_is_estimate = case when mine.purchased_on is null then coalesce(purchase.purchased_on_is_estimate, false) else mine.purchased_on_is_estimate end,
      purchase_country = coalesce(mine.purchase_country, purchase.purchase_country), dealer_name = coalesce(mine.dealer_name, purchase.dealer_name),
      dealer_is_estimate = case when mine.dealer_name is null then coalesce(purchase.dealer_is_estimate, false) else mine.dealer_is_estimate end
    where id = mine.id;
  else
    perform set_config('private.handing_over', move_product.to_account || ':' || product.model_id, true);
    insert into public.products (account_id, model_id, serial_number, purchased_on, purchased_on_is_estimate, purchase_country, dealer_name, dealer_is_estimate)
    values (move_product.to_account, product.model_id, product.serial_number, purchase.purchased_on, coalesce(purchase.purchased_on_is_estimate, false),
      purchase.purchase_country, purchase.dealer_name, coalesce(purchase.dealer_is_estimate, false))
    returning * into mine;
    perform set_config('private.handing_over', '', true);
  end if;
  insert into private.transfers (from_product, to_product, from_account, to_account, release_id, staff_action_id, reversal_id, credit_id)
  values (product.id, mine.id, product.account_id, move_product.to_account, release, action,
    (select entry.id from public.point_entries entry where entry.product_id = product.id and entry.kind = 'reversal' and product.is_complete
     order by entry.entry_number desc limit 1),
    (select entry.id from public.point_entries entry where entry.product_id = mine.id and entry.kind = 'award'
       and not exists (select from public.point_entries reversal where reversal.reverses_id = entry.id)))
  returning * into moved;
  perform private.mail_company(moved.from_account, 'product_transferred', private.name_product(product.id) || jsonb_build_object('role', 'seller',
    'points', (select points from public.point_entries where id = moved.reversal_id)), 'product_transferred:' || moved.id || ':seller');
  perform private.mail_company(moved.to_account, 'product_transferred', private.name_product(mine.id) || jsonb_build_object('role', 'buyer',
    'points', (select points from public.point_entries where id = moved.credit_id)), 'product_transferred:' || moved.id || ':buyer');
  return moved;
end
$$;
