-- What the points consist of, and what would reach the next tier.
select plan(25);
set local time zone 'utc';

select tests.create_company('kuvaamo');
select tests.create_company('rival');
update public.product_models set is_registrable = false;
create function tests.model(code text, category text, points integer) returns void language sql as $$
  select tests.create_model(model.code, model.points);
  update public.product_models set category = model.category where id = tests.id(model.code);
$$;
select tests.model(code, category, points) from (values ('B-700', 'body', 700), ('B-450', 'body', 450), ('B-250', 'body', 250), ('L-235', 'lens', 235), ('L-500', 'lens', 500),
  ('C-600', 'cine', 600), ('F-60', 'flash', 60), ('A-99', 'accessory', 99)) as models (code, category, points);
update public.product_models set kind = 'telephoto_lens' where category = 'lens' and code like 'L-%';
create function tests.gap(account text, tier text default null) returns table (tier_code text, points_missing integer, code text, units integer) language sql as $$
  select gap.tier_code, gap.points_missing, gap.code, gap.units from public.models_closing_gap(tests.id(account), tier) gap
$$;

grant execute on all functions in schema tests to public;

-- Categories, from the ledger.
select tests.register('one', 'kuvaamo', 'B-250', 'A1'), tests.register('two', 'kuvaamo', 'B-250', 'A2'), tests.register('three', 'kuvaamo', 'A-99', 'A3'),
       tests.register('unfinished', 'kuvaamo', 'L-235', 'A4', false);
update public.products set dealer_name = null where id = tests.id('two');
select tests.give_points('kuvaamo', -9);
select tests.act_as('viewer@kuvaamo.example');
select results_eq($$ select category, products, points from public.points_by_category where account_id = tests.id('kuvaamo') order by category $$,
  $$ values ('accessory', 1, 99), ('body', 1, 250), ('other', 0, -9) $$, 'complete products count in their category, corrections by themselves');
select is((select sum(points)::integer from public.points_by_category), tests.balance('kuvaamo'), 'the categories add up to the balance');
select is_empty($$ select from public.points_by_category where account_id = tests.id('rival') $$, 'another company''s are not seen');
select tests.act_as('owner@rival.example');
select is_empty($$ select from public.points_by_category $$, 'where nothing was booked there is nothing');
select is_empty($$ select from public.models_closing_gap(tests.id('kuvaamo')) $$, 'another company''s gap is not told');

-- The gap.
select results_eq($$ select * from tests.gap('rival') $$, $$ values ('silver', 500, 'L-500', 1), ('silver', 500, 'C-600', 1), ('silver', 500, 'B-250', 2) $$,
  'two models of different categories that reach it alone, with the fewest points to spare, and two of one kind');
select results_eq($$ select * from tests.gap('rival', 'gold') $$, $$ values ('gold', 1000, 'L-500', 2), ('gold', 1000, 'C-600', 2), ('gold', 1000, 'B-700', 2) $$,
  'a tier no model reaches alone takes two of one');
select results_eq($$ select * from tests.gap('rival', 'business') $$, $$ values ('business', 2501, 'B-700', 4), ('business', 2501, 'C-600', 5), ('business', 2501, 'L-500', 6) $$,
  'a wide gap takes more of one');
select is_empty($$ select * from tests.gap('rival', 'no such tier') $$, 'a tier that does not exist needs nothing');
select tests.act_as('owner@kuvaamo.example');
select results_eq($$ select * from tests.gap('kuvaamo') $$, $$ values ('silver', 160, 'L-235', 1), ('silver', 160, 'B-250', 1), ('silver', 160, 'A-99', 2) $$, 'the balance counts');
select is((select kind from public.models_closing_gap(tests.id('kuvaamo')) where code = 'L-235'), 'telephoto_lens', 'a lens says its kind');
select tests.act_as_admin();
select tests.give_points('kuvaamo', 155);
select tests.act_as('owner@kuvaamo.example');
select results_eq($$ select code, units from tests.gap('kuvaamo') $$, $$ values ('F-60', 1), ('A-99', 1), ('L-235', 1) $$, 'a small gap is closed by small things');

-- What is not for sale any more is no advice.
select tests.act_as_admin();
update public.product_models set counts_until = current_date - 1 where id = tests.id('F-60');
update public.product_models set registrable_until = current_date - 1 where id = tests.id('A-99');
update public.product_models set registrable_from = current_date + 1 where id = tests.id('L-235');
select tests.act_as('owner@kuvaamo.example');
select results_eq($$ select code, units from tests.gap('kuvaamo') $$, $$ values ('B-250', 1), ('L-500', 1), ('C-600', 1) $$, 'models that no longer count or cannot be registered are left out');

-- The highest tier, and reaching it exactly.
select tests.act_as_admin();
select tests.give_points('kuvaamo', 2501 - tests.balance('kuvaamo'));
select tests.act_as('owner@kuvaamo.example');
select is_empty($$ select * from tests.gap('kuvaamo') $$, 'above the highest tier there is no gap');
select is_empty($$ select * from tests.gap('kuvaamo', 'gold') $$, 'nor to a tier that is reached');
select tests.act_as_admin();
select tests.give_points('kuvaamo', -1);
select tests.act_as('owner@kuvaamo.example');
select is((select distinct points_missing from tests.gap('kuvaamo')), 1, 'a point is missing at 2,500');
select tests.act_as_anonymous();
select throws_ok($$ select * from public.models_closing_gap(tests.id('kuvaamo')) $$, '42501', null, 'who is not signed in asks nothing');

-- The search, in a large catalogue.
select tests.act_as_admin();
update public.product_models set is_registrable = true;
insert into public.product_models (code, name, category, points, serial_pattern, serial_example)
select 'BULK-' || n, 'Bulk ' || n % 500 || ' mm f/' || n % 7, 'lens', 1 + n % 300, '^\d{6}$', '123456' from generate_series(1, 5000) n;
analyze public.product_models;
select tests.act_as('viewer@kuvaamo.example');
select is((select code from public.search_models(term) limit 1), found, format('%s finds %s', term, found)) from (values
  ('vl85f12', 'VL-85F12'), ('85mm f1.2', 'VL-85F12'), ('85 MM F/1,2', 'VL-85F12'), ('jatke 1.4x', 'VA-T14'), ('15-35', 'VL-1535'), ('BULK-4711', 'BULK-4711'), ('valokeila x1', 'VK-X1')) as asked (term, found);
select tests.act_as_admin();
create function tests.explain_search(term text) returns text language plpgsql as $$
declare
  line text;
  plan text := '';
begin
  for line in execute 'explain ' || regexp_replace((select prosrc from pg_proc where proname = 'search_models'), '\mterm\M', quote_literal(term), 'g') loop
    plan := plan || line;
  end loop;
  return plan;
end
$$;
set local enable_seqscan = off;
select matches(tests.explain_search('bulk 471'), 'product_models_search', 'the search can use its index');
set local enable_seqscan = on;
select * from finish();
