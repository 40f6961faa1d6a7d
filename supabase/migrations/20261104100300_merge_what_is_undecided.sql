-- Why: a claim that was decided against does not move with its company, a theft moves, and estimates stay estimates.

-- What of a product the member or support may have changed.
create or replace function private.product_facts(product public.products) returns jsonb language sql immutable set search_path = '' as $$
  select jsonb_build_object('model_id', product.model_id, 'serial_number', product.serial_number, 'purchased_on', product.purchased_on,
    'purchased_on_is_estimate', product.purchased_on_is_estimate, 'purchase_country', product.purchase_country,
    'dealer_name', product.dealer_name, 'dealer_is_estimate', product.dealer_is_estimate, 'claim', product.claim, 'state', product.state)
$$;

-- Says why two accounts cannot become one, by refusing.
-- Errors: same_account, account_closed, membership_conflict, invoice_open, dispute_open.
create or replace function private.require_mergeable(source public.accounts, target public.accounts) returns void language plpgsql stable set search_path = '' as $$
declare
  disputed uuid;
begin
  if source.id = target.id then
    raise sqlstate 'PT422' using message = 'same_account';
  elsif source.closed_at is not null or target.closed_at is not null then
    raise sqlstate 'PT409' using message = 'account_closed', hint = 'Open it first with support.reopen_account.';
  elsif exists (select from public.memberships where account_id = source.id and state <> 'ended') then
    raise sqlstate 'PT409' using message = 'membership_conflict', hint = 'A membership stays with its account: merge the other way round, or let it end first.';
  end if;
  perform private.require_closable(source);
  select own.id into disputed from public.products own
  where own.account_id = source.id and own.removed_at is null and own.claim in ('held', 'disputed') and exists (
    select from public.products other
    where other.model_id = own.model_id and other.serial_normalized = own.serial_normalized and other.removed_at is null
      and other.claim in ('held', 'disputed') and other.account_id not in (source.id, target.id))
  limit 1;
  if found then
    raise sqlstate 'PT409' using message = 'dispute_open', hint = 'Another company claims a serial of this account: settle that first.', detail = disputed::text;
  end if;
end
$$;

-- Moves one product (one decided against stays where it is: registered anew it would be a dispute again); what the company has already only gains what it lacks. The serial is free for a moment, and nobody waits for it (require_mergeable).
create or replace function private.merge_product(moving public.products, target uuid, asked bigint) returns void language plpgsql set search_path = '' as $$
declare
  became uuid;
  worth integer := (select entry.points from public.point_entries entry where entry.product_id = moving.id and entry.kind = 'award'
                    and not exists (select from public.point_entries reversal where reversal.reverses_id = entry.id));
  earned integer;
begin
  select id into became from public.products
  where account_id = target and model_id = moving.model_id and serial_normalized = moving.serial_normalized and removed_at is null;
  update public.products set removed_at = now() where id = moving.id;
  if became is null then
    insert into public.products (account_id, model_id, serial_number, purchased_on, purchased_on_is_estimate, purchase_country, dealer_name, dealer_is_estimate, state)
    values (target, moving.model_id, moving.serial_number, moving.purchased_on, moving.purchased_on_is_estimate, moving.purchase_country, moving.dealer_name,
            moving.dealer_is_estimate, moving.state)
    returning id into became;
  else
    update public.products set
      purchased_on = coalesce(purchased_on, moving.purchased_on), purchase_country = coalesce(purchase_country, moving.purchase_country),
      purchased_on_is_estimate = case when purchased_on is null then moving.purchased_on_is_estimate else purchased_on_is_estimate end,
      dealer_name = coalesce(dealer_name, moving.dealer_name),
      dealer_is_estimate = case when dealer_name is null then moving.dealer_is_estimate else dealer_is_estimate end,
      state = case when moving.state = 'stolen' then 'stolen' else state end
    where id = became;
  end if;
  insert into private.moved_products (from_product, to_product, request) values (moving.id, became, asked);
  -- The value stays the one that was frozen when it was earned (R2), whatever the catalogue says today.
  select entry.points into earned from public.point_entries entry where entry.product_id = became and entry.kind = 'award'
    and not exists (select from public.point_entries reversal where reversal.reverses_id = entry.id);
  if worth <> earned and exists (select from public.products where id = became and created_at = now()) then
    perform private.book_adjustment(target, worth - earned, 'Value kept when two accounts were merged', 'support:merge:' || moving.id);
  end if;
end
$$;

create or replace function private.approved_merge_accounts(asked support.approvals) returns text language plpgsql set search_path = '' as $$
declare
  source public.accounts;
  target public.accounts;
  moving public.products;
  moved integer := 0;
  left_over integer;
  target_id uuid := (asked.arguments ->> 'into')::uuid;
begin
  -- In one order for everybody, so that two merges never wait for each other.
  perform from public.accounts where id in (asked.account_id, target_id) order by id for update;
  source := private.hold_company(asked.account_id, also_new_rows => true);
  target := private.hold_company(target_id, also_new_rows => true);
  perform private.lock_serials((select array_agg(private.serial_lock(model_id, serial_normalized)) from public.products
                                where account_id = source.id and removed_at is null and serial_normalized is not null));
  perform from public.point_balances where account_id in (source.id, target.id) order by account_id for update;
  perform private.require_mergeable(source, target);

  perform set_config('support.merging_into', target.id::text, true);
  for moving in select * from public.products where account_id = source.id and removed_at is null and claim <> 'lost' order by created_at, id loop
    perform private.merge_product(moving, target.id, asked.request);
    moved := moved + 1;
  end loop;
  perform set_config('support.merging_into', '', true);

  -- What is left are adjustments: they move as a pair.
  select balance into left_over from public.point_balances where account_id = source.id;
  if left_over <> 0 then
    perform private.book_adjustment(source.id, -left_over, 'Moved to the other account of the company', 'support:merge:' || asked.request || ':from');
    perform private.book_adjustment(target.id, left_over, 'Moved from the other account of the company', 'support:merge:' || asked.request || ':into');
  end if;

  insert into public.account_members (account_id, user_id, role)
  select target.id, member.user_id, member.role from public.account_members member where member.account_id = source.id on conflict do nothing;
  update public.support_cases set account_id = target.id where account_id = source.id and state <> 'closed';
  update public.accounts set closed_at = now(), merged_into = target.id where id = source.id;
  perform private.tell_company(target.id, 'accounts_merged', jsonb_build_object('other_company', source.company_name), 'accounts_merged:' || asked.request,
    array[source.email]);
  return format('%s products of %s are with %s now (%s points); the old account is closed.', moved, source.company_name, target.company_name,
    (select balance from public.point_balances where account_id = target.id));
end
$$;
