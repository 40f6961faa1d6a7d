-- Why: the page of the points says what they consist of and which models would reach the next tier; both are worked out where the data is.

-- From the ledger, so that the categories add up to the balance at every moment (R3).
create view public.points_by_category with (security_invoker = on) as
select entry.account_id, coalesce(model.category, 'other') as category,
       (count(*) filter (where entry.kind = 'award') - count(*) filter (where entry.kind = 'reversal'))::integer as products,
       sum(entry.points)::integer as points
from public.point_entries entry
left join public.product_models model on model.id = entry.model_id
group by entry.account_id, coalesce(model.category, 'other');
comment on view public.points_by_category is 'Points of each of the caller''s companies by product category; "other" is what belongs to no product, such as a correction.';
comment on column public.points_by_category.products is 'Complete products of the category.';
grant select on public.points_by_category to authenticated;

-- Up to three models that would close the gap to a tier: such as reach it alone, with the fewest points to spare and of different categories, and
-- two of one kind. Gaps wider than any two models take more of one. In: a company of the caller, the tier (the next one unless given).
-- Rows: smallest number of units first, then points; none when no tier is out of reach or the company is another's (R15).
create function public.models_closing_gap(for_account uuid, tier text default null)
returns table (tier_code text, points_missing integer, model_id uuid, code text, name text, category text, kind text, points integer, units integer)
language sql stable set search_path = '' as $$
  with goal as (
    select available.code, available.points_missing from public.available_tiers(for_account) available
    where not available.is_offered and (tier is null or available.code = tier) order by available.minimum_points limit 1
  ), fitting as (
    select goal.code as tier_code, goal.points_missing, model.id, model.code, model.name, model.category, model.kind, model.points,
           ceil(goal.points_missing::numeric / model.points)::integer as units
    from goal, public.product_models model
    where model.points > 0 and model.is_registrable and coalesce(model.registrable_from <= (now() at time zone 'utc')::date, true)
      and coalesce(model.registrable_until >= (now() at time zone 'utc')::date, true)
  ), best_of_kind as (
    select distinct on (least(fitting.units, 3), fitting.category) * from fitting
    order by least(fitting.units, 3), fitting.category, fitting.units, fitting.points, fitting.name
  ), ranked as (
    select *, row_number() over (partition by best_of_kind.units order by best_of_kind.points, best_of_kind.name) as place from best_of_kind
  ), chosen as (
    select * from ranked
    order by case when ranked.units = 1 and place <= 2 then 0 when ranked.units = 2 and place = 1 then 1 else 2 end, ranked.units, ranked.points, ranked.name
    limit 3
  )
  select chosen.tier_code, chosen.points_missing, chosen.id, chosen.code, chosen.name, chosen.category, chosen.kind, chosen.points, chosen.units
  from chosen order by chosen.units, chosen.points, chosen.name
$$;
grant execute on function public.models_closing_gap to authenticated;
