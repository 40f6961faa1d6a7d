-- Why: a stolen product stays in the list, but promises no points and wants nothing completed.

-- As before, with the state at the end and nothing pending for stolen products.
create or replace view public.product_overview with (security_invoker = on) as
select product.id, product.account_id, product.model_id, model.code as model_code, model.name as model_name, model.category, model.serial_example,
       product.serial_number, product.purchased_on, product.purchased_on_is_estimate, product.purchase_country, product.dealer_name,
       product.dealer_is_estimate, product.claim, product.is_complete, product.missing, product.created_at, product.updated_at,
       -- Not a join: so it is looked up for the rows of one page only, after they were sorted and cut.
       case when product.is_complete then coalesce((
         select entry.points from public.point_entries entry
         where entry.product_id = product.id and entry.kind = 'award' order by entry.entry_number desc limit 1), 0) else 0 end as points,
       case when not product.is_complete and product.claim in ('none', 'held') and product.state = 'in_use' then model.points else 0 end as pending_points,
       -- No index: a company's products are found by products_account, and reading 5,000 of them takes milliseconds.
       lower(concat_ws(' ', model.code, model.name, product.serial_number, product.serial_normalized, product.dealer_name)) as search_text,
       case when product.is_complete then coalesce((
         select entry.points from public.point_entries entry
         where entry.product_id = product.id and entry.kind = 'award' order by entry.entry_number desc limit 1), 0) else model.points end as worth,
       product.state
from public.products product
join public.product_models model on model.id = product.model_id
where product.removed_at is null;
comment on column public.product_overview.state is 'in_use or stolen; sold and scrapped products left the list.';

-- As before, but stolen products are neither incomplete nor pending.
create or replace view public.account_overview with (security_invoker = on) as
select account.id as account_id, account.company_name, account.country, country.currency, account.locale, account.email, account.legacy_email, me.role,
       coalesce(points.balance, 0) as balance,
       coalesce(pending.points, 0)::integer as pending_points, coalesce(counts.product_count, 0)::integer as product_count,
       coalesce(counts.incomplete_count, 0)::integer as incomplete_count,
       invitation.invited_at, membership.state as membership_state, membership.number as membership_number, membership.tier_code,
       private.migration_state(account.id) as migration_state
from public.account_members me
join public.accounts account on account.id = me.account_id
join public.countries country on country.code = account.country
left join public.point_balances points on points.account_id = account.id
left join public.invitations invitation on invitation.account_id = account.id
left join public.memberships membership on membership.account_id = account.id and membership.state <> 'ended'
left join lateral (
  select count(*) as product_count, count(*) filter (where not product.is_complete and product.state = 'in_use') as incomplete_count
  from public.products product
  where product.account_id = account.id and product.removed_at is null) as counts on true
-- Apart from the counts: only the few products that still miss something need their model.
left join lateral (
  select sum(model.points) as points
  from public.products product join public.product_models model on model.id = product.model_id
  where product.account_id = account.id and product.removed_at is null and not product.is_complete and product.claim in ('none', 'held')
    and product.state = 'in_use') as pending on true
where me.user_id = (select auth.uid());
