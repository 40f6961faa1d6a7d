-- Why: a company with hundreds of products finds, sorts and corrects them in its list, many at once and in one transaction.

-- As before, with what the list searches and sorts by. New columns come last: a view can only grow at its end.
create or replace view public.product_overview with (security_invoker = on) as
select product.id, product.account_id, product.model_id, model.code as model_code, model.name as model_name, model.category, model.serial_example,
       product.serial_number, product.purchased_on, product.purchased_on_is_estimate, product.purchase_country, product.dealer_name,
       product.dealer_is_estimate, product.claim, product.is_complete, product.missing, product.created_at, product.updated_at,
       -- Not a join: so it is looked up for the rows of one page only, after they were sorted and cut.
       case when product.is_complete then coalesce((
         select entry.points from public.point_entries entry
         where entry.product_id = product.id and entry.kind = 'award' order by entry.entry_number desc limit 1), 0) else 0 end as points,
       case when not product.is_complete and product.claim in ('none', 'held') then model.points else 0 end as pending_points,
       -- No index: a company's products are found by products_account, and reading 5,000 of them takes milliseconds.
       lower(concat_ws(' ', model.code, model.name, product.serial_number, product.serial_normalized, product.dealer_name)) as search_text,
       case when product.is_complete then coalesce((
         select entry.points from public.point_entries entry
         where entry.product_id = product.id and entry.kind = 'award' order by entry.entry_number desc limit 1), 0) else model.points end as worth
from public.products product
join public.product_models model on model.id = product.model_id
where product.removed_at is null;
comment on column public.product_overview.search_text is 'What the search of the list looks in: code, name, serial as typed and as compared, dealer; lower case.';
comment on column public.product_overview.worth is 'Points earned, or what the model would bring; the list sorts by it.';

-- Checks that the caller may change all these products, and holds them and their serials until the transaction ends.
-- In: 1 to 500 ids, none twice. Errors: invalid_input, product_not_found (also for another company's), not_allowed by role.
create function private.hold_products(product_ids uuid[]) returns void language plpgsql security definer set search_path = '' as $$
declare
  accounts uuid[];
begin
  if coalesce(cardinality(product_ids), 0) not between 1 and 500 or cardinality(product_ids) <> (select count(distinct id) from unnest(product_ids) as id) then
    raise sqlstate 'PT422' using message = 'invalid_input';
  end if;
  select array_agg(held.account_id) into accounts
  from (select account_id from public.products where id = any (product_ids) and account_id = any (private.my_accounts()) order by id for no key update) as held;
  if coalesce(cardinality(accounts), 0) < cardinality(product_ids) then
    raise sqlstate 'PT404' using message = 'product_not_found';
  elsif not accounts <@ private.my_accounts('owner', 'products') then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
  -- All serials at once and in everybody's order, before any balance: so that two companies never wait for each other.
  perform private.lock_serials((select array_agg(private.serial_lock(model_id, serial_normalized)) from public.products where id = any (product_ids)));
end
$$;

-- Changes many products in one go, or none. In: an array of edits such as
--   {"id": "…", "dealer_name": "Kuvakulma Helsinki", "unchanged_since": "2026-11-22T14:49:50.960371+00:00"};
-- a field that is not named stays; with `unchanged_since` a product that was changed or removed after that moment is passed over.
-- Out: {"products": those that are there, as product_overview shows them now, "undo": the edits that put everything back}.
-- Errors: those of hold_products and of saving one product.
create function private.edit_products(edits jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  product_ids uuid[];
  undo jsonb;
begin
  if jsonb_typeof(edits) is distinct from 'array' or exists (
    select from jsonb_array_elements(edits) as edit where jsonb_typeof(edit) <> 'object' or edit - array['id', 'unchanged_since', 'dealer_name',
      'dealer_is_estimate', 'purchased_on', 'purchased_on_is_estimate', 'purchase_country'] <> '{}') then
    raise sqlstate 'PT422' using message = 'invalid_input';
  end if;
  select array_agg((edit ->> 'id')::uuid) into product_ids from jsonb_array_elements(edits) as edit;
  perform private.hold_products(product_ids);

  with present as (
    select edit, product.id, product.dealer_name, product.dealer_is_estimate, product.purchased_on, product.purchased_on_is_estimate, product.purchase_country
    from jsonb_array_elements(edits) as edit join public.products product on product.id = (edit ->> 'id')::uuid
    where not edit ? 'unchanged_since' or (product.removed_at is null and product.updated_at = (edit ->> 'unchanged_since')::timestamptz)
  ), changed as (
    update public.products product set
      dealer_name = case when edit ? 'dealer_name' then edit ->> 'dealer_name' else product.dealer_name end,
      dealer_is_estimate = coalesce((edit ->> 'dealer_is_estimate')::boolean, product.dealer_is_estimate),
      purchased_on = case when edit ? 'purchased_on' then (edit ->> 'purchased_on')::date else product.purchased_on end,
      purchased_on_is_estimate = coalesce((edit ->> 'purchased_on_is_estimate')::boolean, product.purchased_on_is_estimate),
      purchase_country = case when edit ? 'purchase_country' then edit ->> 'purchase_country' else product.purchase_country end
    from present where product.id = present.id
    returning product.id, product.updated_at
  )
  select jsonb_agg(to_jsonb(present) - 'edit' || jsonb_build_object('unchanged_since', changed.updated_at)) into undo from present join changed using (id);

  return jsonb_build_object('undo', coalesce(undo, '[]'), 'products', (
    select coalesce(jsonb_agg(to_jsonb(overview)), '[]') from public.product_overview overview where overview.id = any (product_ids)));
end
$$;

-- Removes many products in one go, or none; see remove_product. Safe to repeat. Errors: those of hold_products.
create function private.remove_products(product_ids uuid[]) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_products(product_ids);
  update public.products set removed_at = now() where id = any (product_ids) and removed_at is null;
end
$$;

-- Definer inside, because members may neither lock serials nor write removed_at; hold_products checks the caller's role.
create function public.edit_products(edits jsonb) returns jsonb language sql set search_path = '' as $$
  select private.edit_products(edits)
$$;
create function public.remove_products(product_ids uuid[]) returns void language sql set search_path = '' as $$
  select private.remove_products(product_ids)
$$;
grant execute on function private.edit_products, private.remove_products, public.edit_products, public.remove_products to authenticated;
