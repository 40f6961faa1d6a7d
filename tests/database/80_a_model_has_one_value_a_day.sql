-- Values of models are entered ahead; the calendar never contradicts itself, and days gone by keep what they were.
select plan(37);
set local time zone 'utc';

select tests.create_company('kuvaamo');
select tests.create_model('M-1', 100);
create temporary view calendar as
select valid_from - current_date as begins, valid_until - current_date as ends, points from public.model_points where model_id = tests.id('M-1') order by valid_from;
create function tests.points_of(code text) returns integer language sql as $$ select points from public.product_models where id = tests.id(points_of.code) $$;
create function tests.plan_value(code text, begins integer, ends integer, value integer) returns void language sql as $$
  insert into public.model_points (model_id, valid_from, valid_until, points)
  values (tests.id(code), current_date + begins, current_date + ends, value)
$$;

select results_eq('table calendar', $$ values (0, null::integer, 100) $$, 'a new model is worth its points from the day it is entered');

-- By hand, in the column of the model.
update public.product_models set points = 120 where id = tests.id('M-1');
select results_eq('table calendar', $$ values (0, null::integer, 120) $$, 'a value changed on its first day replaces it');
-- A model that was entered ten days ago.
select tests.create_model('M-OLD', 0);
select is_empty($$ select from public.model_points where model_id = tests.id('M-OLD') $$, 'a model worth nothing has no value in the calendar');
select tests.plan_value('M-OLD', -10, null, 100);
select is(tests.points_of('M-OLD'), 100, 'the first value of a model may have begun before');
update public.product_models set points = 150 where id = tests.id('M-OLD');
select results_eq($$ select valid_from - current_date, valid_until - current_date, points from public.model_points where model_id = tests.id('M-OLD') order by 1 $$,
  $$ values (-10, -1, 100), (0, null::integer, 150) $$, 'a value changed by hand counts from today, and what was stays on record');
update public.product_models set points = 0 where id = tests.id('M-OLD');
select is(tests.points_of('M-OLD'), 0, 'a model can be worth nothing from today on');
update public.product_models set points = 160 where id = tests.id('M-OLD');
select is(tests.points_of('M-OLD'), 160, 'and something again');
select throws_ok($$ update public.product_models set points = -1 where id = tests.id('M-1') $$, '23514', null, 'but never less than nothing');
select throws_ok($$ update public.product_models set points = 100001 where id = tests.id('M-1') $$, '23514', null, 'nor absurdly much');

-- Ahead.
select throws_ok($$ select tests.plan_value('M-1', 30, null, 200) $$, '23P01', null, 'two values of one day are refused');
select results_eq('table calendar', $$ values (0, null::integer, 120) $$, 'and nothing changed');
update public.model_points set valid_until = current_date + 29 where model_id = tests.id('M-1');
select lives_ok($$ select tests.plan_value('M-1', 30, null, 200) $$, 'a value follows when the one before ends');
select is(tests.points_of('M-1'), 120, 'what is planned does not count yet');
select is(private.model_value(tests.id('M-1'), current_date + day), value, format('in %s days it is worth %s', day, value))
from (values (29, 120), (30, 200), (3000, 200)) as later (day, value);
update public.product_models set points = 130 where id = tests.id('M-1');
select results_eq('table calendar', $$ values (0, 29, 130), (30, null::integer, 200) $$, 'a value changed by hand leaves what is planned');
select throws_ok($$ select tests.plan_value('M-1', 60, 50, 10) $$, '23514', null, 'a period ends after it begins');
select throws_ok($$ insert into public.model_points (model_id, valid_from, points) values (tests.id('M-1'), current_date - 9, 0) $$, 'PT409', 'not_allowed', 'no value is entered for days gone by');
select throws_ok($$ select tests.plan_value('M-OLD', -30, -20, 10) $$, 'PT409', 'not_allowed', 'not even before the first');
select throws_ok(attempt, 'PT409', 'not_allowed', 'refused: ' || attempt) from (values
  ($$ update public.model_points set points = 999 where valid_from < current_date $$), ($$ update public.model_points set valid_from = current_date - 20 where valid_from < current_date $$),
  ($$ update public.model_points set valid_until = current_date - 5 where valid_from < current_date $$), ($$ update public.model_points set valid_from = current_date - 1 where valid_from = current_date + 30 $$),
  ($$ delete from public.model_points where valid_from < current_date $$), ('truncate public.model_points')) as attempts (attempt);
select is((select points from public.model_points where model_id = tests.id('M-OLD') and valid_from = current_date - 10), 100, 'after all refusals the past is as it was');
delete from public.model_points where model_id = tests.id('M-1') and valid_from > current_date;
select is((select count(*) from public.model_points where model_id = tests.id('M-1')), 1::bigint, 'what is planned can be taken back');

-- The day comes without anybody's hand.
select tests.create_model('M-DUE', 0);
alter table public.product_models disable trigger enter_into_calendar;
alter table public.model_points disable trigger follow_calendar;
select tests.plan_value('M-DUE', 0, null, 77);
alter table public.model_points enable trigger follow_calendar;
alter table public.product_models enable trigger enter_into_calendar;
select is(tests.points_of('M-DUE'), 0, 'on the day a planned value begins, the model still shows the one before');
select tests.act_as_service();
select is(service.refresh_catalogue(), 1, 'until the jobs look');
select is(service.refresh_catalogue(), 0, 'which find nothing to do the second time');
select tests.act_as_admin();
select is(tests.points_of('M-DUE'), 77, 'then it shows the new one');

-- Counting until a day.
update public.product_models set counts_until = current_date where id = tests.id('M-DUE');
select is(tests.points_of('M-DUE'), 77, 'on its last counting day a model is worth its points');
update public.product_models set counts_until = current_date - 1 where id = tests.id('M-DUE');
select is(tests.points_of('M-DUE'), 0, 'afterwards nothing');
update public.product_models set points = 500 where id = tests.id('M-DUE');
select is(tests.points_of('M-DUE'), 0, 'whatever a hand writes beside it');

-- Members.
select tests.act_as('viewer@kuvaamo.example');
select is_empty($$ select from public.model_points where valid_from > current_date $$, 'members do not see what is planned');
select throws_ok($$ update public.model_points set points = 1 $$, '42501', null, 'and change nothing');

select * from finish();
