-- Countries, tiers and prices stand on the public pages; the catalogue, dealers and settings are for members.
select plan(22);

select tests.create_company('kuvaamo');
select tests.create_model('M-1');
insert into public.dealers (name, country, is_active) values ('Closed shop', 'FI', false), ('Open shop', 'FI', true);

select tests.act_as_anonymous();
select lives_ok('select from public.' || list, 'who is not signed in reads ' || list) from unnest(array['countries', 'tiers', 'tier_prices']) list;
select throws_ok('select from public.' || list, '42501', null, 'who is not signed in may not read ' || list)
from unnest(array['product_models', 'dealers', 'programme_settings']) list;

select tests.act_as('viewer@kuvaamo.example');
select lives_ok('select from public.' || list, 'a member reads ' || list)
from unnest(array['countries', 'tiers', 'tier_prices', 'product_models', 'dealers', 'programme_settings']) list;
select is((select array_agg(name) from public.dealers where name like '% shop'), array['Open shop'], 'a dealer who closed is not suggested');

select tests.act_as('owner@kuvaamo.example');
select throws_ok('delete from public.' || list, '42501', null, 'an owner deletes nothing from ' || list)
from unnest(array['countries', 'tiers', 'tier_prices', 'product_models', 'dealers', 'programme_settings']) list;
select throws_ok($$ update public.tiers set minimum_points = 1 $$, '42501', null, 'an owner does not lower a tier');
select throws_ok($$ update public.product_models set points = 9999 $$, '42501', null, 'an owner does not raise a model''s points');

select tests.act_as_admin();
select is((select minimum_points from public.tiers where code = 'business'), 2501, 'the tiers are as they were');

select * from finish();
