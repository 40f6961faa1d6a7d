-- The catalogue comes from a spreadsheet: compared first, written as a whole or not at all, and safe to send twice.
select plan(44);
set local time zone 'utc';

select tests.create_company('kuvaamo');
insert into support.staff (email, name) values ('desk@cps.example', 'Desk');
create function tests.import(csv text, dry_run boolean default false, retire_missing boolean default false)
returns table (line integer, code text, outcome text, detail text) language sql as $$
  select * from private.import_catalogue(private.read_csv(csv), dry_run, retire_missing)
$$;
create function tests.head() returns text language sql immutable as $$
  select E'code,name,category,points,next_points,next_points_from,serial_pattern,serial_example\n'
$$;
create function tests.two_models() returns text language sql immutable as $$
  select tests.head() || E'Z-1,"Zeta ""1"", body",body,100,,,^\\d{12}$,123456789012\nz-2,Zeta 2,lens,50,70,' || current_date + 30 || E',^\\d{6}$,123456\n'
$$;
create temporary view zetas as select code, name, points, is_registrable from public.product_models where code like 'Z-%' order by code;

-- Reading CSV.
select is(private.read_csv(csv), wanted::jsonb, name) from (values
  (E'a,b\n1,2\n', '[{"line": 2, "a": "1", "b": "2"}]', 'a file is read by the names of its columns'),
  (E'\uFEFFA;B\r\n1;"x;y"\r\n\r\n2;\r\n', '[{"line": 2, "a": "1", "b": "x;y"}, {"line": 4, "a": "2", "b": ""}]', 'semicolons, a byte order mark and line ends of Windows are understood'),
  (E'a\tb\n1\t2', '[{"line": 2, "a": "1", "b": "2"}]', 'so are tabs, and a last line without an end'),
  (E'a,b\n"one\ntwo",2\n3,4', E'[{"line": 2, "a": "one\\ntwo", "b": "2"}, {"line": 4, "a": "3", "b": "4"}]', 'a cell may hold several lines, and the lines after it keep their numbers'),
  (E'a,b\n1,2,3\n', '[{"line": 2, "a": "1", "b": "2", "column 3": "3"}]', 'a cell too many is not lost'),
  ('', '[]', 'an empty file has no lines')) as files (csv, wanted, name);

-- Dry run.
select results_eq($$ select line, code, outcome from tests.import(tests.two_models(), dry_run => true) $$, $$ values (2, 'Z-1', 'added'), (3, 'Z-2', 'added') $$, 'a dry run says what would be added');
select is_empty('table zetas', 'and adds nothing');

-- For good, twice.
select results_eq($$ select line, code, outcome from tests.import(tests.two_models()) $$, $$ values (2, 'Z-1', 'added'), (3, 'Z-2', 'added') $$, 'then it is written');
select results_eq('table zetas', $$ values ('Z-1', 'Zeta "1", body', 100, true), ('Z-2', 'Zeta 2', 50, true) $$, 'with all it says');
select results_eq($$ select valid_from - current_date, value.points from public.model_points value join public.product_models model on model.id = model_id where code = 'Z-2' order by 1 $$,
  'values (0, 50), (30, 70)', 'also what is planned');
create temporary table audited as select count(*) as entries from private.audit_log;
select results_eq($$ select outcome, detail from tests.import(tests.two_models()) $$, $$ values ('unchanged', null), ('unchanged', null) $$, 'the same file again changes nothing');
select is((select count(*) from private.audit_log), entries, 'not even for a moment') from audited;

-- Differences.
select results_eq($$ select outcome, detail from tests.import(E'code,points\nZ-1,110\n') $$, $$ values ('changed', 'points: 100 → 110') $$, 'a change is told with the value before and after');
select results_eq('table zetas', $$ values ('Z-1', 'Zeta "1", body', 110, true), ('Z-2', 'Zeta 2', 50, true) $$, 'columns that are absent stay as they are');
select is((select detail from tests.import(E'code,next_points,next_points_from\nZ-2,,\n')), 'planned: ends until ' || current_date + 29 || ', 70 from ' || current_date + 30 || ' → –', 'an empty cell clears');
select is((select count(*) from public.model_points join public.product_models model on model.id = model_id where code = 'Z-2'), 1::bigint, 'what was planned');
select results_eq($$ select outcome, detail from tests.import(E'code,points,next_points,next_points_from\nZ-1,110,500,2020-01-01\n') $$, $$ values ('changed', 'points: 110 → 500') $$,
  'a change whose day has come is the present value');
select results_eq($$ select outcome from tests.import(E'code,points,next_points,next_points_from\nZ-1,110,500,2020-01-01\n') $$, $$ values ('unchanged') $$, 'and stays so');
select results_eq($$ select outcome from tests.import(E'code;is_registrable\nZ-2;ei\n') $$, $$ values ('retired') $$, 'taking a model out is told as such');
select results_eq($$ select outcome from tests.import(E'code;is_registrable\nZ-2;kyllä\n') $$, $$ values ('changed') $$, 'taking it back is a change');
select results_eq($$ select outcome, detail from tests.import(E'code,counts_until\nZ-2,2020-01-01\n') $$, $$ values ('changed', 'counts_until: – → 2020-01-01') $$, 'a model may stop counting');
select is((select points from zetas where code = 'Z-2'), 0, 'and does');
select cmp_ok((select count(*) from tests.import(E'code\nZ-1\n', true, true) where outcome = 'retired' and line is null), '>', 100::bigint, 'asked to, it retires what no line names');

-- Refusals: with their line, and nothing of the file is written.
create temporary table before as select jsonb_agg(to_jsonb(model) order by code) as catalogue from public.product_models model;
select results_eq(format('select line, outcome, detail from tests.import(%L) where outcome = %L', csv, 'refused'), format('values (3, %L, %L)', 'refused', sentence), sentence)
from (values
  (tests.head() || E'Z-3,Zeta 3,body,10,,,^\\d{3}$,123\n,Zeta 4,body,10,,,^\\d{3}$,123', 'code, name, category, points, serial_pattern and serial_example must be given'),
  (tests.head() || E'Z-3,Zeta 3,body,10,,,^\\d{3}$,123\nZ-3,Zeta 4,body,10,,,^\\d{3}$,123', 'this code stands on an earlier line as well'),
  (tests.head() || E'Z-3,Zeta 3,body,10,,,^\\d{3}$,123\nZ-4,Zeta 4,body,ten,,,^\\d{3}$,123', 'points is "ten", but it is a whole number'),
  (tests.head() || E'Z-3,Zeta 3,body,10,,,^\\d{3}$,123\nZ-4,Zeta 4,body,10,20,,^\\d{3}$,123', 'next_points and next_points_from belong together'),
  (tests.head() || E'Z-3,Zeta 3,body,10,,,^\\d{3}$,123\nZ-4,Zeta 4,body,10,20,2027-02-30,^\\d{3}$,123', 'next_points_from is "2027-02-30", but it is a day such as 2027-03-01'),
  (tests.head() || E'Z-3,Zeta 3,body,10,,,^\\d{3}$,123\nZ-4,Zeta 4,spaceship,10,,,^\\d{3}$,123', 'category is body, lens, cine, flash or accessory'),
  (tests.head() || E'Z-3,Zeta 3,body,10,,,^\\d{3}$,123\nZ-4,Zeta 4,body,10,,,^\\d{3}$,12', 'serial_example does not fit serial_pattern'),
  (tests.head() || E'Z-3,Zeta 3,body,10,,,^\\d{3}$,123\nZ_4,Zeta 4,body,10,,,^\\d{3}$,123', 'code holds capital letters, digits and dashes, 2 to 30 of them'),
  (tests.head() || E'Z-3,Zeta 3,body,10,,,^\\d{3}$,123\nZ-4,Zeta 4,body,10,,,^\\d{3$,123', 'invalid regular expression: invalid repetition count(s)'),
  (E'code,is_registrable\nZ-1,yes\nZ-2,perhaps', 'is_registrable is "perhaps", but it is yes or no'),
  (E'code,points\nZ-1,120\nZ-2,999999', 'points are 0 to 100000')) as files (csv, sentence);
select is((select detail from tests.import(E'code,colour\nZ-1,red') where outcome = 'refused'), 'there is no column "colour"', 'a column nobody knows is refused');
insert into public.products (account_id, model_id, serial_number) select tests.id('kuvaamo'), id, '123456789012' from public.product_models where code = 'Z-1';
select is((select detail from tests.import(E'code,strips_leading_zeros\nZ-1,yes') where outcome = 'refused'), 'strips_leading_zeros cannot change while products with serials of this model exist',
  'how serials are compared does not change by a file either');
select is((select jsonb_agg(to_jsonb(model) order by code) from public.product_models model), catalogue, 'after all refusals the catalogue is as it was') from before;

-- From the dashboard.
select throws_ok($$ select * from support.import_catalogue(tests.two_models(), false) $$, 'PT403', 'staff_unknown', 'staff say who they are');
select throws_ok($$ select * from support.import_catalogue(tests.two_models(), false, null, 'desk@cps.example') $$, 'PT422', 'reason_missing', 'and why');
select is((select points from zetas where code = 'Z-1'), 500, 'before that nothing is written');
select is((select count(*) from support.import_catalogue(tests.two_models())), 2::bigint, 'the dry run asks nobody');
select is((select count(*) from support.import_catalogue(tests.two_models(), false, 'Price list of 2027', 'Desk@cps.example')), 2::bigint, 'with both it is written');
select results_eq($$ select staff, action, reason, details from private.staff_actions $$, $$ values ('desk@cps.example', 'import_catalogue', 'Price list of 2027', '{"changed": 2}'::jsonb) $$, 'and noted once');

select * from finish();
