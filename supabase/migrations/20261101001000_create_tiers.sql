-- Why: tiers and prices are data with dates; what a company may choose follows from its balance alone (R6).

create table public.tiers (
  code text primary key,
  kind text not null,
  minimum_points integer not null,
  position integer not null unique,
  active_from date not null default date '2026-01-01',
  active_until date,
  constraint tiers_code_form check (code ~ '^[a-z][a-z_]{1,29}$'),
  constraint tiers_kind_known check (kind in ('individual', 'business')),
  constraint tiers_minimum_positive check (minimum_points > 0),
  constraint tiers_dates_in_order check (active_until >= active_from)
);
comment on table public.tiers is 'Membership tiers (jäsenyystasot). Business is offered beside the individual ones, by a switch (S6).';

create table public.tier_prices (
  tier_code text not null references public.tiers (code),
  currency text not null,
  amount_minor integer not null,
  valid_from date not null default date '2026-01-01',
  valid_until date,
  primary key (tier_code, currency, valid_from),
  constraint tier_prices_currency_is_iso check (currency ~ '^[A-Z]{3}$'),
  constraint tier_prices_amount_positive check (amount_minor > 0),
  constraint tier_prices_dates_in_order check (valid_until >= valid_from)
);
comment on table public.tier_prices is 'Price of one term per tier and currency, in the smallest unit, before tax (R10).';

alter table public.tiers enable row level security;
alter table public.tier_prices enable row level security;
create policy "Everyone reads the tiers" on public.tiers for select to anon, authenticated using (true);
create policy "Everyone reads the prices" on public.tier_prices for select to anon, authenticated using (true);
grant select on public.tiers, public.tier_prices to anon, authenticated;

-- Price of a tier in a currency on a day, in the smallest unit; null when there is none.
create function private.tier_price(tier text, in_currency text, on_day date) returns integer
language sql stable set search_path = '' as $$
  select amount_minor from public.tier_prices
  where tier_code = tier and currency = in_currency and valid_from <= on_day and (valid_until is null or valid_until >= on_day)
  order by valid_from desc limit 1
$$;
grant execute on function private.tier_price to authenticated;

-- All active tiers for one of the caller's companies, lowest first (S6, R6): price of a term, points missing (0 when offered).
-- In: account id. Out: no rows for a company that is not the caller's.
create function public.available_tiers(for_account uuid)
returns table (code text, kind text, minimum_points integer, amount_minor integer, currency text, points_missing integer, is_offered boolean)
language sql stable set search_path = '' as $$
  select tier.code, tier.kind, tier.minimum_points, private.tier_price(tier.code, country.currency, current_date), country.currency,
         greatest(tier.minimum_points - coalesce(points.balance, 0), 0), tier.minimum_points <= coalesce(points.balance, 0)
  from public.accounts account
  join public.countries country on country.code = account.country
  left join public.point_balances points on points.account_id = account.id
  cross join public.tiers tier
  where account.id = for_account
    and tier.active_from <= current_date and (tier.active_until is null or tier.active_until >= current_date)
  order by tier.position
$$;
grant execute on function public.available_tiers to authenticated;
