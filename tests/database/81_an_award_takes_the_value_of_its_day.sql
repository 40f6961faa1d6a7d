-- R2: the value is that of the day on which a product first becomes complete, and stays.
select plan(20);
set local time zone 'utc';

select tests.create_company('kuvaamo');
select tests.create_model('M-1', 100);
select tests.register('camera', 'kuvaamo', 'M-1', 'A1');
select tests.register('unfinished', 'kuvaamo', 'M-1', 'A2', false);
create function tests.awards_of(product text) returns integer[] language sql as $$
  select array_agg(points order by entry_number) from public.point_entries where product_id = tests.id(product)
$$;

-- Planned values do not count before their day.
update public.model_points set valid_until = current_date where model_id = tests.id('M-1');
insert into public.model_points (model_id, valid_from, points) values (tests.id('M-1'), current_date + 1, 900);
select tests.register('today', 'kuvaamo', 'M-1', 'A3');
select is(tests.awards_of('today'), array[100], 'a value that begins tomorrow does not count today');

-- The award reads the calendar, not what the model shows.
alter table public.product_models disable trigger enter_into_calendar;
update public.product_models set points = 5000 where id = tests.id('M-1');
alter table public.product_models enable trigger enter_into_calendar;
select tests.register('stale', 'kuvaamo', 'M-1', 'A4');
select is(tests.awards_of('stale'), array[100], 'the value of the calendar is awarded, also when the model shows another');
select service.refresh_catalogue();

-- A change from today.
update public.product_models set points = 300 where id = tests.id('M-1');
update public.products set dealer_name = 'Kuvakulma Helsinki' where id = tests.id('unfinished');
select is(tests.awards_of('unfinished'), array[300], 'who completes a product after the change gets the new value');
update public.products set dealer_name = null where id = tests.id('camera');
update public.products set dealer_name = 'Kuvakulma Helsinki' where id = tests.id('camera');
select is(tests.awards_of('camera'), array[100, -100, 100], 'who had completed it before keeps the old one');

-- Models that no longer count.
update public.product_models set counts_until = current_date - 1 where id = tests.id('M-1');
select is(tests.balance('kuvaamo'), 600, 'a model that stops counting takes nothing away');
select tests.register('late', 'kuvaamo', 'M-1', 'A5');
select is(tests.awards_of('late'), array[0], 'a product completed afterwards has an entry of nothing');
select ok(is_complete, 'and is complete') from public.products where id = tests.id('late');
select results_eq($$ select points, pending_points, worth from public.product_overview where id = tests.id('late') $$, 'values (0, 0, 0)', 'and promises nothing');
update public.products set dealer_name = null where id = tests.id('camera');
update public.products set dealer_name = 'Kuvakulma Helsinki' where id = tests.id('camera');
select is(tests.awards_of('camera'), array[100, -100, 100, -100, 100], 'a product that earned before keeps its value, also when it is corrected now');
update public.products set dealer_name = null where id = tests.id('late');
select is(tests.awards_of('late'), array[0, 0], 'what earned nothing is taken back as nothing');
update public.product_models set counts_until = null where id = tests.id('M-1');
select is((select points from public.product_models where id = tests.id('M-1')), 300, 'a model may count again');
update public.products set dealer_name = 'Kuvakulma Helsinki' where id = tests.id('late');
select is(tests.awards_of('late'), array[0, 0, 0], 'what was complete while it did not stays at nothing');
select tests.register('new', 'kuvaamo', 'M-1', 'A6');
select is(tests.awards_of('new'), array[300], 'what becomes complete now earns');
select is(tests.balance('kuvaamo'), tests.sum_of_entries('kuvaamo'), 'and the balance is the sum');

-- Days of registration.
select tests.create_model('M-' || day, 100) from unnest(array['SOON', 'TODAY', 'GONE']) day;
update public.product_models set registrable_from = current_date + 1 where id = tests.id('M-SOON');
update public.product_models set registrable_from = current_date, registrable_until = current_date where id = tests.id('M-TODAY');
update public.product_models set registrable_until = current_date - 1 where id = tests.id('M-GONE');
select throws_ok(format('select tests.register(%L, %L, %L, %L)', 'x', 'kuvaamo', model, 'B1'), 'PT422', 'model_not_registrable', model || ' cannot be registered today')
from unnest(array['M-SOON', 'M-GONE']) model;
select lives_ok($$ select tests.register('in time', 'kuvaamo', 'M-TODAY', 'B1') $$, 'on the first and last day it can');
select is((select count(*) from public.products where account_id = tests.id('kuvaamo')), 7::bigint, 'the refused ones are not there');
select throws_ok($$ update public.product_models set registrable_from = current_date + 9 where id = tests.id('M-TODAY') $$, '23514', null, 'registration does not end before it begins');
select tests.act_as('viewer@kuvaamo.example');
select is((select array_agg(code) from public.search_models('Model M') where code like 'M-%'), array['M-1', 'M-TODAY'], 'the search finds what can be registered today');

select * from finish();
