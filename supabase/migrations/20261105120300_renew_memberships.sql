-- Why: a term is renewed or ended at local midnight of its last day; which tier and price come next is announced before (R12), checked again on the day
-- (R8), and told to Stripe in time, because Stripe bills the next cycle by itself.

-- The kinds of calls this part of the portal makes, added to those there are.
select private.allow_kinds('private.stripe_calls', 'stripe_calls_kind_is_known', array['set_renewal', 'set_renewal_price', 'upgrade_subscription', 'cancel_subscription']);

-- Tier and price of the next term by the points of now: the one the company chose, else the one it has, else the highest one below that the points
-- allow (R6, R8, R9). A price of the day; where the catalogue of prices has none for the held tier, what it pays now. No row: no tier is possible.
-- In: company, held tier, chosen tier or null, currency, price now in the smallest unit, first day of the next term.
create function private.next_term(account uuid, held_tier text, wanted_tier text, in_currency text, held_amount integer, on_day date)
returns table (tier_code text, amount_minor integer, why text) language plpgsql stable set search_path = '' as $$
begin
  return query
  with offered as (
    select tier.code, tier.minimum_points,
           coalesce(private.tier_price(tier.code, in_currency, on_day), case when tier.code = held_tier then held_amount end) as price
    from public.tiers tier
    where tier.minimum_points <= coalesce((select points.balance from public.point_balances points where points.account_id = account), 0)
      and tier.active_from <= on_day and (tier.active_until is null or tier.active_until >= on_day)
  )
  select offered.code, offered.price, case offered.code when wanted_tier then 'chosen' when held_tier then 'kept' else 'lowered' end
  from offered
  where offered.price is not null
    and (offered.code = wanted_tier or offered.minimum_points <= (select held.minimum_points from public.tiers held where held.code = held_tier))
  order by (offered.code is not distinct from wanted_tier) desc, offered.code = held_tier desc, offered.minimum_points desc
  limit 1;
end
$$;

-- The last day of the next term. Counted from the first day of the first one, so that a leap day comes back, as Stripe reckons; of a membership whose terms
-- were not whole (by hand), from the end of the last one.
create function private.next_end(membership uuid) returns date language sql stable security definer set search_path = '' as $$
  select case when reckoned.by_anchor between reckoned.by_term and reckoned.by_term + 4 then reckoned.by_anchor else reckoned.by_term end
  from (select (min(term.starts_on) filter (where term.term_number = 1) + make_interval(months => max(term.months) * (max(term.term_number) + 1)))::date as by_anchor,
               (max(term.ends_on) + make_interval(months => max(term.months)))::date as by_term
        from public.membership_terms term where term.membership_id = membership) as reckoned
$$;

-- What a renewal brings, for mails and the page: outcome 'renews', 'chosen' (another tier the company chose), 'lowered' (the points allow less now),
-- 'ends' (the company wants no renewal), 'ends_points' (the points allow no tier) or 'ends_unpaid' (it is suspended).
create function private.describe_renewal(membership public.memberships, on_day date default null) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  next_term record;
begin
  select * into next_term from private.next_term(membership.account_id, membership.tier_code, membership.next_tier_code, membership.currency,
    membership.amount_minor, coalesce(on_day, membership.ends_on));
  return jsonb_build_object('tier_code', membership.tier_code, 'ends_on', membership.ends_on, 'currency', membership.currency, 'payment_method', membership.payment_method,
    'outcome', case when membership.state = 'suspended' then 'ends_unpaid' when not membership.renews then 'ends' when next_term.tier_code is null then 'ends_points'
                    when next_term.why = 'kept' then 'renews' else next_term.why end,
    'next_tier_code', next_term.tier_code, 'amount_minor', next_term.amount_minor, 'next_ends_on', private.next_end(membership.id));
end
$$;

-- What Stripe was told of the next cycle.
create table private.told_renewals (
  membership_id uuid primary key references public.memberships (id) on delete restrict,
  tier_code text not null,
  amount_minor integer not null,
  cancels boolean not null,
  version integer not null default 1
);
comment on table private.told_renewals is 'What Stripe was told, or is about to be, of a subscription''s next cycle: product, price in the smallest unit, and whether it ends. version counts the changes.';
create trigger refuse_truncate before truncate on private.told_renewals for each statement execute function private.refuse_truncate();

-- Tells Stripe what the next cycle costs and whether there is one, where that differs from what it knows. While nothing was told, Stripe knows the price of
-- now. Out: number of calls queued.
create function private.tell_renewal(membership public.memberships, next_tier text, next_amount integer, cancels boolean) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  told private.told_renewals;
  calls integer := 0;
begin
  if membership.stripe_subscription_id is null then
    return 0;
  end if;
  insert into private.told_renewals (membership_id, tier_code, amount_minor, cancels)
  values (membership.id, membership.tier_code, membership.amount_minor, not membership.renews) on conflict do nothing;
  select * into told from private.told_renewals where membership_id = membership.id for update;
  if told.cancels <> tell_renewal.cancels then
    calls := calls + 1;
    perform private.queue_stripe_call('set_renewal', membership.account_id, jsonb_build_object('renews', not tell_renewal.cancels),
      format('set_renewal:%s:%s', membership.id, told.version + calls), membership.id);
  end if;
  if next_tier is not null and (told.tier_code, told.amount_minor) <> (next_tier, next_amount) then
    calls := calls + 1;
    perform private.queue_stripe_call('set_renewal_price', membership.account_id, jsonb_build_object('tier_code', next_tier, 'currency', membership.currency,
        'amount_minor', next_amount, 'months', (select max(term.months) from public.membership_terms term where term.membership_id = membership.id)),
      format('set_renewal_price:%s:%s', membership.id, told.version + calls), membership.id);
  end if;
  if calls > 0 then
    update private.told_renewals set tier_code = coalesce(next_tier, told.tier_code), amount_minor = coalesce(next_amount, told.amount_minor),
      cancels = tell_renewal.cancels, version = told.version + calls where membership_id = membership.id;
  end if;
  return calls;
end
$$;

-- Whether Stripe is still in the term before the one that runs here: it renews at the hour the company joined, up to a day after our midnight. To end with its
-- term, told then, would end the year that has just begun.
create function private.stripe_is_behind(membership public.memberships) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.membership_terms term where term.membership_id = membership.id and term.starts_on < membership.starts_on)
    and not exists (select from private.stripe_subscriptions known where known.stripe_subscription_id = membership.stripe_subscription_id
                      -- The old term ends there within a day of the new one's first, the new one months later.
                      and known.period_ends_at > membership.starts_on + 2)
$$;

-- A change of mind about the renewal reaches Stripe whoever makes it, also by hand; while Stripe is behind, as soon as it has renewed (told_when_renewed).
create function private.tell_renewal_change() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  told private.told_renewals;
begin
  insert into private.told_renewals (membership_id, tier_code, amount_minor, cancels)
  values (new.id, new.tier_code, new.amount_minor, not old.renews) on conflict do nothing;
  if not new.renews and private.stripe_is_behind(new) then
    return null;
  end if;
  update private.told_renewals set cancels = not new.renews, version = version + 1 where membership_id = new.id and cancels = new.renews returning * into told;
  if found then
    perform private.queue_stripe_call('set_renewal', new.account_id, jsonb_build_object('renews', new.renews),
      format('set_renewal:%s:%s', new.id, told.version), new.id);
  end if;
  return null;
end
$$;
create trigger tell_renewal_change after update on public.memberships
  for each row when (new.renews <> old.renews and new.state <> 'ended') execute function private.tell_renewal_change();

-- Stripe's term ends at another moment: what waited for its renewal is told. Locks the membership, so that a change of mind in this moment sees the new term.
create function private.told_when_renewed() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  held public.memberships;
begin
  select * into held from public.memberships
  where stripe_subscription_id = new.stripe_subscription_id and state <> 'ended' for no key update;
  if found and not held.renews and not private.stripe_is_behind(held) then
    perform private.tell_renewal(held, null, null, true);
  end if;
  return null;
end
$$;
create trigger told_when_renewed after update of period_ends_at on private.stripe_subscriptions
  for each row when (new.period_ends_at is distinct from old.period_ends_at) execute function private.told_when_renewed();
create trigger told_when_first_seen after insert on private.stripe_subscriptions for each row execute function private.told_when_renewed();

-- A membership that ended has no subscription at Stripe: neither one it had, nor one that is made a moment later.
create function private.cancel_ended_subscription() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform private.queue_stripe_call('cancel_subscription', new.account_id, '{}', 'cancel_subscription:' || new.id, new.id);
  return null;
end
$$;
create trigger cancel_ended_subscription after update on public.memberships for each row
  when (new.state = 'ended' and new.stripe_subscription_id is not null and (old.state <> 'ended' or old.stripe_subscription_id is null))
  execute function private.cancel_ended_subscription();

-- Renews or ends every membership whose last day has begun by `at`, at most `max`. Safe to repeat and to run twice at once.
-- Out: how many were renewed and ended.
create function service.renew_memberships(at timestamptz, max integer default 500) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  over uuid;
  renewed integer := 0;
  ended integer := 0;
  failed integer := 0;
begin
  perform private.set_clock(at);
  for over in
    select membership.id from public.memberships membership
    join public.accounts account on account.id = membership.account_id
    join public.countries country on country.code = account.country
    where membership.state <> 'ended' and membership.ends_on <= (renew_memberships.at + interval '1 day')::date
      and membership.ends_on <= (renew_memberships.at at time zone country.time_zone)::date
    order by membership.ends_on limit renew_memberships.max
    for update of membership skip locked
  loop
    -- One that cannot be renewed must not stop the others; private.life_drift shows it.
    begin
      if private.renew_membership(over, at) then
        renewed := renewed + 1;
      else
        ended := ended + 1;
      end if;
    exception when others then
      raise warning 'membership % was not renewed: %', over, sqlerrm;
      failed := failed + 1;
    end;
  end loop;
  return jsonb_build_object('renewed', renewed, 'ended', ended) || case when failed > 0 then jsonb_build_object('failed', failed) else '{}' end;
end
$$;

-- Gives one membership its next term, or ends it. A suspended one is not renewed: it would owe two years. Out: true when renewed.
create function private.renew_membership(membership uuid, at timestamptz) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  held public.memberships;
  next_term record;
  facts jsonb;
  reason text;
begin
  select * into held from public.memberships where id = membership;
  -- The points cannot fall between this look and the end of the transaction.
  perform from public.point_balances where account_id = held.account_id for share;
  facts := private.describe_renewal(held, private.local_day(held.account_id, at));
  reason := case when held.state = 'suspended' then 'unpaid' when not held.renews then 'term_over' when facts ->> 'outcome' = 'ends_points' then 'points_missing' end;
  if reason is not null then
    update public.memberships set state = 'ended', state_since = at, end_reason = reason, ended_on = held.ends_on where id = held.id;
    perform private.tell_payer(held.account_id, 'membership_ended', private.dunning_data(held, private.oldest_unpaid(held.id))
      || jsonb_build_object('reason', reason, 'last_day', held.ends_on - 1), 'membership_ended:' || held.id);
    return false;
  end if;
  perform private.tell_renewal(held, facts ->> 'next_tier_code', (facts ->> 'amount_minor')::integer, false);
  update public.memberships set tier_code = facts ->> 'next_tier_code', amount_minor = (facts ->> 'amount_minor')::integer,
    starts_on = held.ends_on, ends_on = (facts ->> 'next_ends_on')::date, next_tier_code = null
  where id = held.id returning * into held;
  perform private.tell_payer(held.account_id, 'membership_renewed', facts || jsonb_build_object('number', held.number, 'starts_on', held.starts_on, 'ends_on', held.ends_on),
    format('membership_renewed:%s:%s', held.id, held.starts_on));
  return true;
end
$$;

-- Announces renewals on their days (R12), each notice once per term; after an outage the newest one that is due. From the last notice on it tells
-- Stripe what comes next, and again whenever that changes. Safe to repeat and to run twice at once. Out: notices sent, calls queued.
create function service.announce_renewals(at timestamptz, max integer default 500) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  settings public.programme_settings;
  near record;
  next_term record;
  noticed integer := 0;
  told integer := 0;
begin
  select * into settings from public.programme_settings;
  perform private.set_clock(at);
  for near in
    select membership, term.id as term_id, due_step.step
    from public.memberships membership
    join public.accounts account on account.id = membership.account_id
    join public.countries country on country.code = account.country
    join public.membership_terms term on term.membership_id = membership.id and term.ends_on = membership.ends_on
    cross join lateral (select ((announce_renewals.at at time zone country.time_zone) - make_interval(hours => settings.notice_hour))::date as today) as here
    cross join lateral (select min(days) as step from unnest(settings.renewal_notice_days) as days
                        where membership.ends_on - days <= here.today and membership.ends_on - days > term.starts_on) as due_step
    where membership.state <> 'ended' and membership.ends_on > here.today
      and membership.ends_on <= (announce_renewals.at + make_interval(days => (select max(days) + 2 from unnest(settings.renewal_notice_days) as days)))::date
      and due_step.step is not null
      and not exists (select from private.sent_notices sent where sent.subject = 'renewal:' || term.id and sent.step <= due_step.step)
    order by membership.ends_on limit announce_renewals.max
    for update of membership skip locked
  loop
    if private.note_notice('renewal:' || near.term_id, near.step, (near.membership).account_id, at) then
      perform private.tell_payer((near.membership).account_id, 'renewal_notice',
        private.describe_renewal(near.membership) || jsonb_build_object('days', near.step), format('renewal:%s:%s', near.term_id, near.step));
      noticed := noticed + 1;
    end if;
  end loop;

  for near in
    select membership, coming.tier_code, coming.amount_minor
    from public.memberships membership
    join public.accounts account on account.id = membership.account_id
    join public.countries country on country.code = account.country
    left join private.told_renewals known on known.membership_id = membership.id
    left join lateral private.next_term(membership.account_id, membership.tier_code, membership.next_tier_code, membership.currency, membership.amount_minor,
      membership.ends_on) as coming on true
    where membership.state <> 'ended' and membership.stripe_subscription_id is not null and membership.ends_on > (announce_renewals.at at time zone country.time_zone)::date
      and membership.ends_on <= (announce_renewals.at at time zone country.time_zone)::date + (select min(days) from unnest(settings.renewal_notice_days) as days)
      and membership.ends_on <= (announce_renewals.at + make_interval(days => (select min(days) + 2 from unnest(settings.renewal_notice_days) as days)))::date
      and (coalesce(known.cancels, not membership.renews) <> (not membership.renews or coming.tier_code is null)
           or (coming.tier_code is not null and (coalesce(known.tier_code, membership.tier_code), coalesce(known.amount_minor, membership.amount_minor))
               <> (coming.tier_code, coming.amount_minor)))
      and not exists (select from private.upgrade_quotes quote where quote.membership_id = membership.id and quote.used_at is null and quote.expires_at > now())
    order by membership.ends_on limit announce_renewals.max
    for update of membership skip locked
  loop
    told := told + private.tell_renewal(near.membership, near.tier_code, near.amount_minor,
      not (near.membership).renews or near.tier_code is null);
  end loop;
  return jsonb_build_object('noticed', noticed, 'told', told);
end
$$;

grant execute on function service.renew_memberships, service.announce_renewals to service_role;
