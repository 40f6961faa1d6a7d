-- R6: offered are the active tiers whose minimum the balance reaches; the server keeps to it, whoever asks and however.
select plan(54);

select tests.create_company('kuvaamo');
create temporary table steps (points integer, offered text[]);
insert into steps values (0, '{}'), (499, '{}'), (500, '{silver}'), (999, '{silver}'), (1000, '{silver,gold}'), (1999, '{silver,gold}'),
  (2000, '{silver,gold,platinum}'), (2500, '{silver,gold,platinum}'), (2501, '{silver,gold,platinum,business}');
grant select on steps to public;

create function tests.offered_at(balance integer) returns text[] language plpgsql as $$
declare
  offered text[];
begin
  perform tests.act_as_admin();
  if balance <> tests.balance('kuvaamo') then
    perform tests.give_points('kuvaamo', balance - tests.balance('kuvaamo'));
  end if;
  perform tests.act_as('viewer@kuvaamo.example');
  select coalesce(array_agg(code), '{}') into offered from public.available_tiers(tests.id('kuvaamo')) where is_offered;
  perform tests.act_as_admin();
  return offered;
end
$$;
select is(tests.offered_at(points), offered, format('at %s points: %s', points, offered)) from steps order by points;

select tests.act_as('viewer@kuvaamo.example');
select is((select array_agg(code) from public.available_tiers(tests.id('kuvaamo'))), array['silver', 'gold', 'platinum', 'business'], 'tiers come lowest first');
select is((select kind from public.available_tiers(tests.id('kuvaamo')) where code = 'business'), 'business', 'Business is of its own kind');
select results_eq($$ select amount_minor, currency from public.available_tiers(tests.id('kuvaamo')) where code = 'silver' $$, $$ values (9900, 'EUR') $$,
  'with the price in the company''s currency');
select tests.act_as_admin();
select tests.offered_at(499);
select tests.act_as('viewer@kuvaamo.example');
select is((select array_agg(points_missing) from public.available_tiers(tests.id('kuvaamo'))), array[1, 501, 1501, 2002], 'tiers out of reach say how many points are missing');
select tests.act_as_admin();
select tests.create_company('rival');
select tests.act_as('owner@rival.example');
select is((select count(*) from public.available_tiers(tests.id('kuvaamo'))), 0::bigint, 'another company''s tiers are not answered');
select tests.act_as_anonymous();
select throws_ok($$ select public.available_tiers(tests.id('kuvaamo')) $$, '42501', null, 'nor to who is not signed in');

-- Joining, at the same steps: by the function, and by a row typed in the dashboard.
select tests.act_as_admin();
create function tests.try_to_join(balance integer, tier text) returns text language plpgsql as $$
begin
  perform tests.offered_at(balance);
  begin
    perform tests.join_tier('kuvaamo', tier);
    raise sqlstate 'ZZZZZ' using message = 'joined';
  exception when others then
    return sqlerrm;
  end;
end
$$;
select is(tests.try_to_join(points, tier), case when tier = any (offered) then 'joined' else 'tier_not_offered' end, format('joining %s with %s points', tier, points))
from steps, unnest(array['silver', 'gold', 'platinum', 'business']) tier where points >= 499 order by points, tier;
select is(tests.try_to_join(2501, 'diamond'), 'tier_not_offered', 'an unknown tier is not offered');
update public.tiers set active_until = current_date - 1 where code = 'gold';
select is(tests.try_to_join(2501, 'gold'), 'tier_not_offered', 'a tier of the past is not offered');
select is(tests.offered_at(2501), array['silver', 'platinum', 'business'], 'nor shown');
update public.tiers set active_until = null, active_from = current_date + 2 where code = 'gold';
select is(tests.try_to_join(2501, 'gold'), 'tier_not_offered', 'one of the future neither');
delete from public.tier_prices where tier_code = 'silver' and currency = 'EUR';
select is(tests.try_to_join(2501, 'silver'), 'price_missing', 'a tier without price in the currency cannot be joined');

select tests.offered_at(1999);
insert into public.membership_numbers (number, account_id, origin) values ('OLD-1', tests.id('kuvaamo'), 'former');
create function tests.join_by_hand(tier text) returns text language sql as $$
  select format($sql$ insert into public.memberships (account_id, number, tier_code, currency, amount_minor, starts_on, ends_on, payment_method)
    values (tests.id('kuvaamo'), 'OLD-1', %L, 'EUR', 100, current_date, current_date + 365, 'card') $sql$, tier)
$$;
select throws_ok(tests.join_by_hand('platinum'), 'PT422', 'tier_not_offered', 'a row typed by hand does not get a tier the points do not allow');
select is((select count(*) from public.memberships), 0::bigint, 'and after all these attempts nobody is a member');

select * from finish();
