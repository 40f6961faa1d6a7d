-- Why: one company with two accounts becomes one again: products, points and people move, and the ledger shows every step on both sides.

create table private.moved_products (
  from_product uuid primary key references public.products (id),
  to_product uuid not null references public.products (id),
  request bigint not null references support.approvals (request),
  moved_at timestamptz not null default now()
);
comment on table private.moved_products is 'Which product became which when two accounts were merged: the reversal on the one side belongs to the credit on the other.';
create index moved_products_to on private.moved_products (to_product);
create index moved_products_request on private.moved_products (request);

-- Models that are no longer registered may arrive by a merge as well. The word is set by merge_products for the rest of its transaction.
alter function private.arrives_from_old_system(uuid, uuid) rename to arrives_by_migration;
create function private.arrives_from_old_system(for_account uuid, for_model uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(current_setting('support.merging_into', true), '') = for_account::text or private.arrives_by_migration(for_account, for_model);
end
$$;

-- Says why two accounts cannot become one, by refusing.
-- Errors: same_account, account_closed, membership_conflict, invoice_open, dispute_open.
create function private.require_mergeable(source public.accounts, target public.accounts) returns void language plpgsql stable set search_path = '' as $$
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
  where own.account_id = source.id and own.removed_at is null and own.serial_normalized is not null and exists (
    select from public.products other
    where other.model_id = own.model_id and other.serial_normalized = own.serial_normalized and other.removed_at is null
      and other.claim in ('held', 'disputed') and other.account_id not in (source.id, target.id))
  limit 1;
  if found then
    raise sqlstate 'PT409' using message = 'dispute_open', hint = 'Another company claims a serial of this account: settle that first.', detail = disputed::text;
  end if;
end
$$;

-- Moves one product; what the company has already only gains what it lacks. The serial is free for a moment, and nobody waits for it (require_mergeable).
create function private.merge_product(moving public.products, target uuid, asked bigint) returns void language plpgsql set search_path = '' as $$
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
      dealer_name = coalesce(dealer_name, moving.dealer_name)
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

create function private.approved_merge_accounts(asked support.approvals) returns text language plpgsql set search_path = '' as $$
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
  for moving in select * from public.products where account_id = source.id and removed_at is null order by created_at, id loop
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

create function support.merge_accounts(from_account uuid, into_account uuid, reason text, staff text, second text default null) returns text
language plpgsql set search_path = '' as $$
declare
  source public.accounts := private.hold_company(from_account);
  target public.accounts := private.hold_company(into_account);
begin
  perform private.require_staff(staff);
  perform private.require_mergeable(source, target);
  return private.ask_second_person('merge_accounts', source.id,
    format('All products, points and people of %s (%s) move to %s (%s); the first account is closed', source.company_name, source.email, target.company_name, target.email),
    jsonb_build_object('into', target.id), reason, staff, second);
end
$$;
comment on function support.merge_accounts(uuid, uuid, text, text, text) is
  'Makes one account of two: products, points and people of the first move to the second, and the first is closed. Its numbers stay where they are and are found by support.numbers. Always waits for a second person. A membership cannot move: keep the account that has one as the second. Refusals: account_not_found, same_account, account_closed, membership_conflict, invoice_open, dispute_open, reason_missing, staff_unknown, second_person_missing, same_person.';

create view support.numbers with (security_invoker = on) as
select number.number, number.origin, number.issued_at, account.id as account_id, account.company_name,
       coalesce(account.merged_into, account.id) as current_account_id, membership.state as membership_state
from public.membership_numbers number
join public.accounts account on account.id = number.account_id
left join public.memberships membership on membership.number = number.number and membership.state <> 'ended'
union all
select old.membership_number, 'old system', null, old.migrated_to, old.company_name, coalesce(account.merged_into, account.id), null
from private.legacy_accounts old
left join public.accounts account on account.id = old.migrated_to
where old.membership_number is not null
  and not exists (select from public.membership_numbers known where known.number = old.membership_number);
comment on view support.numbers is 'Every number anybody may read out on the telephone: issued ones, former ones, and those still in the old system.';
comment on column support.numbers.number is 'The number as it is printed.';
comment on column support.numbers.origin is 'issued = by this portal; former = came along from the old system; old system = not moved yet.';
comment on column support.numbers.issued_at is 'When it came into this portal.';
comment on column support.numbers.account_id is 'The company it was given to.';
comment on column support.numbers.company_name is 'Name of that company.';
comment on column support.numbers.current_account_id is 'The account to look at today: another one when accounts were merged.';
comment on column support.numbers.membership_state is 'State of the running membership under this number; empty when there is none.';
