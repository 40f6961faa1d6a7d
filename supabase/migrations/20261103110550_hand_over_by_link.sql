-- Why: companies hand products over without support: the seller makes a link, the buyer accepts it. Support can move one, too.

create function private.release_product(product_id uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  product public.products;
  token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
  made public.product_releases;
begin
  select p.* into product from public.products p where p.id = release_product.product_id and p.account_id = any (private.my_accounts()) for no key update;
  if not found then
    raise sqlstate 'PT404' using message = 'product_not_found';
  end if;
  perform private.require_product_keeper(product.account_id);
  perform private.require_unsuspended(product.account_id);
  perform private.lock_serials(array[private.serial_lock(product.model_id, product.serial_normalized)]);
  perform private.require_transferable(product, null);
  if product.claim <> 'held' then
    raise sqlstate 'PT409' using message = 'serial_not_held';
  end if;
  update public.product_releases r set withdrawn_at = now() where r.product_id = product.id and r.withdrawn_at is null and r.accepted_at is null;
  insert into public.product_releases (product_id, account_id, token_hash, expires_at)
  select product.id, product.account_id, sha256(convert_to(token, 'UTF8')), now() + make_interval(days => release_days) from public.programme_settings
  returning * into made;
  return jsonb_build_object('id', made.id, 'token', token, 'expires_at', made.expires_at);
end
$$;

create function private.withdraw_release(product_id uuid) returns void language plpgsql security definer set search_path = '' as $$
declare
  owner_account uuid;
begin
  select account_id into owner_account from public.products p where p.id = withdraw_release.product_id and p.account_id = any (private.my_accounts()) for no key update;
  if not found then
    raise sqlstate 'PT404' using message = 'product_not_found';
  end if;
  perform private.require_product_keeper(owner_account);
  update public.product_releases r set withdrawn_at = now() where r.product_id = withdraw_release.product_id and r.withdrawn_at is null and r.accepted_at is null;
end
$$;

create function private.find_release(token text) returns public.product_releases language sql stable security definer set search_path = '' as $$
  select release.* from public.product_releases release where release.token_hash = sha256(convert_to(coalesce(token, ''), 'UTF8'))
$$;

create function private.preview_release(token text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  release public.product_releases := private.find_release(token);
  product public.products;
begin
  if auth.uid() is null or cardinality(private.my_accounts()) = 0 then
    raise sqlstate 'PT403' using message = 'not_allowed';
  elsif release.id is null or release.withdrawn_at is not null or release.accepted_at is not null or release.expires_at <= now() then
    raise sqlstate 'PT404' using message = 'release_invalid';
  end if;
  select * into product from public.products where id = release.product_id;
  return (select jsonb_build_object('model_code', model.code, 'model_name', model.name, 'category', model.category, 'points', model.points,
      'serial', repeat('•', length(product.serial_number) - least(3, length(product.serial_number) / 2)) || right(product.serial_number, least(3, length(product.serial_number) / 2)),
      'expires_at', release.expires_at, 'is_own', release.account_id = any (private.my_accounts()))
    from public.product_models model where model.id = product.model_id);
end
$$;

create function private.accept_release(token text, for_account uuid, purchased_on date, purchased_on_is_estimate boolean, purchase_country text, dealer_name text,
  dealer_is_estimate boolean) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  release public.product_releases := private.find_release(token);
  purchase public.products;
  moved private.transfers;
begin
  perform private.require_product_keeper(for_account);
  perform private.require_unsuspended(for_account);
  if release.id is null then
    raise sqlstate 'PT404' using message = 'release_invalid';
  elsif release.account_id = for_account then
    raise sqlstate 'PT409' using message = 'release_own';
  end if;
  perform private.require_unsuspended(release.account_id);
  purchase.purchased_on := accept_release.purchased_on;
  purchase.purchased_on_is_estimate := accept_release.purchased_on_is_estimate;
  purchase.purchase_country := accept_release.purchase_country;
  purchase.dealer_name := nullif(btrim(accept_release.dealer_name), '');
  purchase.dealer_is_estimate := accept_release.dealer_is_estimate;
  moved := private.move_product(release.product_id, for_account, purchase, release.id, null);
  if moved.release_id is distinct from release.id then
    raise sqlstate 'PT404' using message = 'release_invalid';
  end if;
  return jsonb_build_object('product_id', moved.to_product, 'points', coalesce((select points from public.point_entries where id = moved.credit_id), 0));
end
$$;

-- The browser's doors; definer inside, because a transfer writes rows of two companies. Each checks who calls.

-- Makes a link for handing a product over; an older one stops working. Out: {"id", "token" (shown once), "expires_at"}.
-- Errors: product_not_found, not_allowed, product_removed, product_stolen, product_disputed, serial_not_held, membership_suspended.
create function public.release_product(product_id uuid) returns jsonb language sql set search_path = '' as $$
  select private.release_product(product_id)
$$;
-- Makes the open link of a product useless. Safe to repeat. Errors: product_not_found, not_allowed.
create function public.withdraw_release(product_id uuid) returns void language sql set search_path = '' as $$
  select private.withdraw_release(product_id)
$$;
-- What a link brings, for whoever is signed in and holds it; nothing of the seller. Out: {"model_code", "model_name", "category", "points", "serial"
-- (masked), "expires_at", "is_own"}. Errors: not_allowed, release_invalid (unknown, withdrawn, used, expired).
create function public.preview_release(token text) returns jsonb language sql stable set search_path = '' as $$
  select private.preview_release(token)
$$;
-- Takes a product over. The same company again gets the same answer. Out: {"product_id", "points" earned at once}.
-- Errors: not_allowed, release_invalid, release_own, membership_suspended, those of private.move_product.
create function public.accept_release(token text, for_account uuid, purchased_on date default null, purchased_on_is_estimate boolean default false,
  purchase_country text default null, dealer_name text default null, dealer_is_estimate boolean default false) returns jsonb language sql set search_path = '' as $$
  select private.accept_release(token, for_account, purchased_on, purchased_on_is_estimate, purchase_country, dealer_name, dealer_is_estimate)
$$;
comment on function public.release_product is 'Makes a link by which another company takes a product over.';
comment on function public.withdraw_release is 'Makes the open link of a product useless.';
comment on function public.preview_release is 'Shows what a link brings to whoever holds it.';
comment on function public.accept_release is 'Takes a product over by its link.';
grant execute on function private.release_product, private.withdraw_release, private.preview_release, private.accept_release,
  public.release_product, public.withdraw_release, public.preview_release, public.accept_release to authenticated;

-- Moves a product to another company, for cases the companies cannot settle themselves. Its purchase data goes along. Safe twice.
-- In: product, company, why, e-mail address of the member of staff. Out: a sentence.
-- Errors: product_not_found, invalid_input (no such company, or its own), those of private.move_product and private.note_staff_action.
create function support.transfer_product(product uuid, to_account uuid, reason text, staff text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  source public.products;
  action bigint;
  moved private.transfers;
begin
  select p.* into source from public.products p where p.id = product;
  if not found then
    raise sqlstate 'PT404' using message = 'product_not_found';
  elsif source.account_id = to_account or not exists (select from public.accounts where id = to_account) then
    raise sqlstate 'PT422' using message = 'invalid_input', hint = 'to_account is the id of another company account.';
  end if;
  action := private.note_staff_action('transfer_product', source.account_id, product::text, reason, staff, jsonb_build_object('to_account', to_account));
  moved := private.move_product(product, to_account, source, null, action);
  return case when moved.staff_action_id is distinct from action then 'This product was transferred there before; nothing has changed.'
    else 'Transferred. Points have moved with it and both companies are told by mail.' end;
end
$$;
comment on function support.transfer_product is 'Moves a product to another company with its serial and purchase data. product: id of the product; to_account: id of the company that gets it; then why, and your e-mail address. Points and mails to both follow by themselves.';
