-- Why: a product is sold, stolen or scrapped one day. Each ends its points; only a stolen one keeps its serial, so that nobody else can register it.

alter table public.products add column state text not null default 'in_use',
  add constraint products_state_known check (state in ('in_use', 'sold', 'stolen', 'scrapped')),
  add constraint products_gone_is_removed check (state not in ('sold', 'scrapped') or removed_at is not null);
comment on column public.products.state is 'in_use; sold or scrapped = it left the list; stolen = it stays in the list and keeps its serial, but earns nothing until it is found.';

-- As before, and a stolen product earns nothing. What was awarded is reversed by settle_product in the transaction of the change (R2).
alter table public.products alter column is_complete set expression as (
  serial_normalized is not null and purchased_on is not null and purchase_country is not null and dealer_name is not null
  and claim = 'held' and removed_at is null and state = 'in_use');

-- Marks a product; see public.mark_product.
create function private.mark_product(product_id uuid, state text) returns void language plpgsql security definer set search_path = '' as $$
declare
  product public.products;
begin
  select * into product from public.products where id = product_id and account_id = any (private.my_accounts()) for no key update;
  if not found then
    raise sqlstate 'PT404' using message = 'product_not_found';
  elsif product.account_id <> all (private.my_accounts('owner', 'products')) then
    raise sqlstate 'PT403' using message = 'not_allowed';
  elsif mark_product.state is null or mark_product.state not in ('in_use', 'sold', 'stolen', 'scrapped') then
    raise sqlstate 'PT422' using message = 'invalid_input', detail = 'state';
  elsif product.state = mark_product.state and (product.removed_at is null or product.state in ('sold', 'scrapped')) then
    return;
  elsif product.removed_at is not null then
    raise sqlstate 'PT409' using message = 'product_removed';
  elsif mark_product.state = 'stolen' and product.claim <> 'held' then
    raise sqlstate 'PT409' using message = 'serial_not_held';
  end if;
  update public.products set state = mark_product.state, removed_at = case when mark_product.state in ('sold', 'scrapped') then now() end
  where id = product_id;
end
$$;

-- Marks a product as sold, scrapped, stolen or (found again) in use. Safe to repeat.
-- Sold and scrapped: it leaves the list and its serial is free. Stolen: it stays, keeps its serial and earns nothing; found again it earns what it did.
-- In: product id; 'sold', 'scrapped', 'stolen' or 'in_use'.
-- Errors: product_not_found (also for another company's), not_allowed by role, product_removed, serial_not_held (stolen needs a serial that is ours).
create function public.mark_product(product_id uuid, state text) returns void language sql set search_path = '' as $$
  select private.mark_product(product_id, state)
$$;
comment on function public.mark_product is 'Members mark a product as sold, scrapped, stolen or in use again.';
-- Definer inside, because members may not write state or removed_at themselves; the caller's role is checked there.
grant execute on function private.mark_product, public.mark_product to authenticated;
