-- Why: a higher tier begins at once, for what is left of the term (R9). The amount is Stripe's own, quoted before and kept for some minutes; the invoice
-- that follows is the same to the cent, because it is made for the same moment.

-- An amount quoted for an upgrade, good for some minutes; the invoice must be the same to the cent.
create table private.upgrade_quotes (
  id uuid primary key default gen_random_uuid(),
  membership_id uuid not null references public.memberships (id) on delete restrict,
  from_tier_code text not null references public.tiers (code),
  tier_code text not null references public.tiers (code),
  amount_minor integer not null,
  subtotal_minor integer not null,
  tax_minor integer not null,
  total_minor integer not null,
  currency text not null,
  proration_at timestamptz not null,
  term_ends_on date not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table private.upgrade_quotes is 'What an upgrade was said to cost (subtotal, tax, total), from Stripe''s own preview at proration_at; amount_minor is the price of a whole term on the new tier.';
create index upgrade_quotes_membership on private.upgrade_quotes (membership_id, created_at desc);
create index upgrade_quotes_from_tier on private.upgrade_quotes (from_tier_code);
create index upgrade_quotes_tier on private.upgrade_quotes (tier_code);
create trigger refuse_truncate before truncate on private.upgrade_quotes for each statement execute function private.refuse_truncate();

-- What Stripe is to be asked for an upgrade. Where Stripe was told a price of the next term already, it is told the one of now again first: what is left of
-- the term is credited at what was paid for it. Errors: not_allowed, membership_not_found, membership_suspended, tier_not_offered, tier_locked,
-- price_missing, payment_service_unavailable (Stripe does not know the membership yet).
create function service.prepare_upgrade(person uuid, for_account uuid, tier text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  held public.memberships := private.hold_membership(person, for_account, false);
  wanted public.tiers;
  held_points integer;
  price integer;
  today date := private.local_day(for_account, private.clock());
begin
  select * into wanted from public.tiers where code = prepare_upgrade.tier;
  select minimum_points into held_points from public.tiers where code = held.tier_code;
  if wanted.code is null or wanted.active_from > today or wanted.active_until < today
     or wanted.minimum_points > coalesce((select balance from public.point_balances where account_id = for_account), 0) then
    raise sqlstate 'PT422' using message = 'tier_not_offered';
  elsif wanted.minimum_points <= held_points then
    raise sqlstate 'PT409' using message = 'tier_locked', hint = 'A lower tier begins with the next term.';
  end if;
  price := private.tier_price(wanted.code, held.currency, today);
  if price is null then
    raise sqlstate 'PT409' using message = 'price_missing';
  elsif held.stripe_subscription_id is null then
    raise sqlstate 'PT503' using message = 'payment_service_unavailable';
  end if;
  -- Its cancellation is left as it is.
  perform private.tell_renewal(held, held.tier_code, held.amount_minor, coalesce((select cancels from private.told_renewals where membership_id = held.id), not held.renews));
  return jsonb_build_object('membership_id', held.id, 'stripe_subscription_id', held.stripe_subscription_id, 'tier_code', wanted.code, 'currency', held.currency,
    'amount_minor', price, 'months', (select max(months) from public.membership_terms where membership_id = held.id));
end
$$;

-- Keeps what Stripe's preview said. In: as prepared, and subtotal, tax and total in the smallest unit, the moment the preview was made for.
-- Out: quote with the moment until which it is good.
create function service.keep_upgrade_quote(person uuid, membership uuid, tier text, amount integer, subtotal integer, tax integer, total integer, proration_at timestamptz)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  quote private.upgrade_quotes;
begin
  insert into private.upgrade_quotes (membership_id, from_tier_code, tier_code, amount_minor, subtotal_minor, tax_minor, total_minor, currency, proration_at,
    term_ends_on, created_by, expires_at)
  select held.id, held.tier_code, keep_upgrade_quote.tier, keep_upgrade_quote.amount, subtotal, tax, total, held.currency, keep_upgrade_quote.proration_at, held.ends_on,
         person, now() + make_interval(mins => settings.upgrade_quote_minutes)
  from public.memberships held cross join public.programme_settings settings where held.id = keep_upgrade_quote.membership
  returning * into quote;
  return jsonb_build_object('quote_id', quote.id, 'tier_code', quote.tier_code, 'currency', quote.currency, 'subtotal_minor', quote.subtotal_minor,
    'tax_minor', quote.tax_minor, 'total_minor', quote.total_minor, 'amount_minor', quote.amount_minor, 'term_ends_on', quote.term_ends_on, 'expires_at', quote.expires_at);
end
$$;

-- Upgrades at once by a quote; Stripe is told with the moment of the quote. Asking again answers the same. Errors: as prepare_upgrade, and quote_expired
-- (also of another company, or when tier or term changed meanwhile).
create function service.upgrade_membership(person uuid, for_account uuid, quote uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  held public.memberships := private.hold_membership(person, for_account, false);
  agreed private.upgrade_quotes;
begin
  select * into agreed from private.upgrade_quotes where id = quote and membership_id = held.id for update;
  if found and agreed.used_at is not null and held.tier_code = agreed.tier_code then
    return jsonb_build_object('tier_code', held.tier_code, 'is_new', false);
  elsif not found or agreed.used_at is not null or agreed.expires_at <= now() or agreed.from_tier_code <> held.tier_code or agreed.term_ends_on <> held.ends_on then
    raise sqlstate 'PT409' using message = 'quote_expired';
  end if;
  -- The triggers look whether the points still allow the tier (R6).
  update public.memberships set tier_code = agreed.tier_code, amount_minor = agreed.amount_minor, next_tier_code = null where id = held.id returning * into held;
  update private.upgrade_quotes set used_at = now() where id = agreed.id;
  update private.told_renewals set tier_code = held.tier_code, amount_minor = held.amount_minor, version = version + 1 where membership_id = held.id;
  perform private.queue_stripe_call('upgrade_subscription', held.account_id, jsonb_build_object('tier_code', agreed.tier_code, 'currency', agreed.currency,
      'amount_minor', agreed.amount_minor, 'months', (select max(months) from public.membership_terms where membership_id = held.id),
      'proration_date', extract(epoch from agreed.proration_at)::bigint),
    'upgrade_subscription:' || agreed.id, held.id);
  perform private.tell_payer(held.account_id, 'membership_upgraded', jsonb_build_object('from_tier_code', agreed.from_tier_code, 'tier_code', agreed.tier_code,
    'total_minor', agreed.total_minor, 'currency', agreed.currency, 'ends_on', held.ends_on, 'payment_method', held.payment_method), 'upgraded:' || agreed.id);
  return jsonb_build_object('tier_code', held.tier_code, 'is_new', true);
end
$$;

grant execute on function service.prepare_upgrade, service.keep_upgrade_quote, service.upgrade_membership to service_role;
