-- Import of a file: laid aside, foretold, written in chunks or all or none; nothing twice, nothing told of other companies (R1–R5, R15).
select plan(76);

select tests.create_company('kuvaamo'), tests.create_company('rival');
select tests.create_model('CAMERA', 400, '^\d{7}$'), tests.create_model('LENS', 150, '^\d{4,9}$', true);
select tests.create_model('OLD-1', 100, '^\d{7}$');
update public.product_models set is_registrable = false where code = 'OLD-1';
select tests.register('own camera', 'kuvaamo', 'CAMERA', '1000001'), tests.register('theirs', 'rival', 'CAMERA', '2000002');

-- A row as the browser sends it; complete unless said otherwise.
create function tests.row(number integer, serial text, changes jsonb default '{}', model text default 'CAMERA') returns jsonb language sql as $$
  select jsonb_build_object('row_number', number, 'source', jsonb_build_array(model, serial), 'model_id', tests.id(model), 'serial_number', serial,
    'purchased_on', '2024-05-31', 'purchase_country', 'FI', 'dealer_name', 'Kuvakulma', 'problem', null) || changes
$$;
create function tests.stage(import text, rows jsonb, account text default 'kuvaamo', total integer default null) returns integer language sql as $$
  select public.stage_import(tests.id(account), tests.id(import), jsonb_build_object('kind', 'file', 'file_name', import || '.csv',
    'header', '["Malli", "Sarjanumero"]'::jsonb, 'row_count', coalesce(total, case jsonb_typeof(rows) when 'array' then jsonb_array_length(rows) else 1 end)), rows)
$$;
create function tests.check(import text, account text default 'kuvaamo') returns jsonb language sql as $$
  select public.check_import(tests.id(account), tests.id(import))
$$;
create function tests.write(import text, whole boolean default false, most integer default 500, account text default 'kuvaamo') returns jsonb language sql as $$
  select public.write_import(tests.id(account), tests.id(import), whole, most)
$$;
create function tests.fates(import text) returns text language sql as $$
  select string_agg(concat_ws(' ', line ->> 'row_number', coalesce(line ->> 'outcome', line ->> 'fate'), line ->> 'reason'), ', ' order by (line ->> 'row_number')::integer)
  from jsonb_array_elements(public.read_import(tests.id('kuvaamo'), tests.id(import), 0, false)) line
$$;
create function tests.count_products(account text default 'kuvaamo') returns integer language sql security definer as $$
  select count(*)::integer from public.products where account_id = tests.id(account) and removed_at is null
$$;
grant execute on all functions in schema tests to public;

-- Who may.
select tests.act_as('viewer@kuvaamo.example');
select throws_ok($$ select tests.stage('file', jsonb_build_array(tests.row(1, '1000009'))) $$, 'PT403', 'not_allowed', 'a viewer lays nothing aside');
select throws_ok($$ select public.find_import(tests.id('kuvaamo')) $$, 'PT403', 'not_allowed', 'nor looks for an import');
select throws_ok($$ select public.check_products(tests.id('kuvaamo'), '[]') $$, 'PT403', 'not_allowed', 'nor has serials checked');
select throws_ok($$ select public.register_series(tests.id('kuvaamo'), tests.id('s'), jsonb_build_array(tests.row(1, '1000009'))) $$, 'PT403', 'not_allowed', 'nor registers a series');
select tests.act_as('billing@kuvaamo.example');
select throws_ok($$ select tests.stage('file', jsonb_build_array(tests.row(1, '1000009'))) $$, 'PT403', 'not_allowed', 'neither does billing');
select tests.act_as('owner@rival.example');
select throws_ok($$ select tests.stage('file', jsonb_build_array(tests.row(1, '1000009'))) $$, 'PT403', 'not_allowed', 'nor another company for this one');
select tests.act_as_anonymous();
select throws_ok($$ select tests.stage('file', jsonb_build_array(tests.row(1, '1000009'))) $$, '42501', null, 'who is not signed in lays nothing aside');
select tests.act_as('owner@kuvaamo.example');
select throws_ok('select from private.import_rows', '42501', null, 'nobody reads the rows laid aside past the functions');
select throws_ok('select from private.imports', '42501', null, 'nor the list of imports');

-- What is refused.
select throws_ok(format('select tests.stage(%L, %L)', 'file', rows), 'PT422', 'invalid_input', what || ' is refused')
from (values ('{}', 'something else than a list'), ('[]', 'nothing'), ('[{"row_number": 2}]', 'a row beyond the number of rows'), ('[{"row_number": 0}]', 'row 0'),
  ('[{}]', 'a row without number'), ('[{"row_number": 1, "purchased_on": "soon"}]', 'a day that is none'),
  ('[{"row_number": 1, "model_id": "camera"}]', 'a model that is no id'), ('[{"row_number": 1, "problem": "<b>bad</b>"}]', 'a problem that is no word'),
  (jsonb_build_array(jsonb_build_object('row_number', 1, 'source', array[repeat('x', 9000)]))::text, 'a row of 9,000 characters')) as refused (rows, what);
select throws_ok($$ select tests.stage('file', (select jsonb_agg(tests.row(n, null)) from generate_series(1, 1001) n)) $$, 'PT422', 'invalid_input', 'more than 1,000 rows at once are refused');
select throws_ok($$ select tests.stage('file', jsonb_build_array(tests.row(1, null)), total := 10001) $$, 'PT422', 'invalid_input', 'a file of more than 10,000 rows is refused');
select throws_ok($$ select public.check_products(tests.id('kuvaamo'), (select jsonb_agg(tests.row(n, null)) from generate_series(1, 101) n)) $$, 'PT422', 'invalid_input', 'more than 100 serials at once are refused');
select throws_ok($$ select public.check_products(tests.id('kuvaamo'), '[{"purchased_on": "soon"}]') $$, 'PT422', 'invalid_input', 'a check of nonsense is refused');
select throws_ok($$ select public.register_series(tests.id('kuvaamo'), tests.id('s'), (select jsonb_agg(tests.row(n, null)) from generate_series(1, 101) n)) $$, 'PT422', 'invalid_input', 'a series of more than 100 is refused');
select throws_ok($$ select tests.check('file') $$, 'PT404', 'import_not_found', 'what was not laid aside cannot be checked');
select throws_ok($$ select tests.write('file') $$, 'PT404', 'import_not_found', 'nor written');
select is(public.find_import(tests.id('kuvaamo')), null, 'after all that nothing is laid aside');
select is(tests.count_products(), 1, 'and nothing is registered');

-- Laying aside, in chunks, twice.
select is(tests.stage('file', jsonb_build_array(tests.row(1, '1000 009'), tests.row(2, null)), total := 11), 2, 'a first chunk is laid aside');
select is(tests.stage('file', jsonb_build_array(tests.row(1, '1000 010'), tests.row(2, '1000011')), total := 11), 2, 'the same chunk again changes nothing');
select throws_ok($$ select tests.check('file') $$, 'PT409', 'import_incomplete', 'there is no dry run of half a file');
select throws_ok($$ select tests.write('file') $$, 'PT409', 'import_incomplete', 'and nothing is written without a dry run');
select is(tests.stage('file', jsonb_build_array(
  tests.row(3, '1000001'), tests.row(4, '12'), tests.row(5, '1000-009'), tests.row(6, '1000012', '{"purchased_on": "2199-01-01"}'),
  tests.row(7, '1000013', '{"purchased_on": "1949-12-31"}'), tests.row(8, '1000014', '{}', 'OLD-1'), tests.row(9, '1000015', '{"problem": "date_unreadable"}'),
  tests.row(10, '2000002'), tests.row(11, '1000016', jsonb_build_object('model_id', tests.id('no such model')))), total := 11), 11, 'the rest is laid aside');
select is(tests.check('file') -> 'fates', '{"complete": 2, "incomplete": 1, "present": 1, "refused": 7}', 'the dry run counts the fates');
select is(tests.fates('file'), '1 complete, 2 incomplete, 3 present, 4 refused serial_format, 5 refused serial_twice_in_file, 6 refused purchase_date_in_future, '
  '7 refused purchase_date_too_old, 8 refused model_not_registrable, 9 refused date_unreadable, 10 complete, 11 refused model_not_found',
  'each row has its fate; the serial of another company looks like any other (R15)');
select is((tests.check('file') ->> 'points')::integer, 800, 'and its points');
select is(tests.count_products(), 1, 'the dry run registers nothing');
select is((public.find_import(tests.id('kuvaamo')) ->> 'staged')::integer, 11, 'who comes back finds the import');
select is((select line ->> 'hint' from jsonb_array_elements(public.read_import(tests.id('kuvaamo'), tests.id('file'), 3, false)) line limit 1), '1234567', 'a wrong serial comes with an example');
select is((select line -> 'source' from jsonb_array_elements(public.read_import(tests.id('kuvaamo'), tests.id('file'), 3, true)) line limit 1), '["CAMERA", "12"]', 'and the cells of its row');

-- Others.
select tests.act_as('products@kuvaamo.example');
select is(public.find_import(tests.id('kuvaamo')), null, 'a colleague has an import of his own');
select tests.act_as('owner@rival.example');
select throws_ok($$ select tests.write('file', account := 'rival') $$, 'PT404', 'import_not_found', 'another company does not find it');
select throws_ok($$ select public.read_import(tests.id('rival'), tests.id('file'), 0, true) $$, 'PT404', 'import_not_found', 'nor reads it');
select throws_ok($$ select tests.stage('file', jsonb_build_array(tests.row(1, '3000003')), 'rival') $$, 'PT404', 'import_not_found', 'nor adds to it');
select lives_ok($$ select public.discard_import(tests.id('rival'), tests.id('file')) $$, 'its discarding');
select tests.act_as('owner@kuvaamo.example');
select is((public.find_import(tests.id('kuvaamo')) ->> 'staged')::integer, 11, 'does nothing');

-- Writing.
select throws_ok($$ select tests.write('file', true) $$, 'PT409', 'import_has_errors', 'all or none is refused while a row is');
select is(tests.count_products(), 1, 'and writes nothing');
select is((tests.write('file', most := 2) ->> 'settled')::integer, 2, 'a first chunk is written');
select is((tests.write('file', most := 2) ->> 'is_finished')::boolean, true, 'the second one ends the import');
select is(tests.fates('file'), '1 complete, 2 incomplete, 3 present, 4 refused serial_format, 5 refused serial_twice_in_file, 6 refused purchase_date_in_future, '
  '7 refused purchase_date_too_old, 8 refused model_not_registrable, 9 refused date_unreadable, 10 disputed, 11 refused model_not_found',
  'now the serial of another company is a dispute, as with the form (R5)');
select is(tests.write('file') -> 'outcomes', '{"complete": 1, "disputed": 1, "incomplete": 1, "present": 1, "refused": 7}', 'writing again writes nothing');
select is((select string_agg(line ->> 'row_number', ', ' order by (line ->> 'row_number')::integer) from jsonb_array_elements(public.read_import(tests.id('kuvaamo'), tests.id('file'), 0, true)) line
  where line -> 'source' = '[]'), '1, 2, 10', 'the cells of rows that are registered are forgotten');
select is(tests.count_products(), 4, 'three products were added');
select is(tests.balance('kuvaamo'), 800, 'complete ones earned their points');
select is(tests.balance('kuvaamo'), tests.sum_of_entries('kuvaamo'), 'the balance equals the ledger');
select is((public.check_import(tests.id('kuvaamo'), tests.id('file')) ->> 'earned')::integer, 400, 'what was earned is what was booked');
select is(public.find_import(tests.id('kuvaamo')), null, 'a finished import is not gone on with');

-- Something happened between dry run and writing.
select tests.stage('race', jsonb_build_array(tests.row(1, '4000001'), tests.row(2, '4000002'), tests.row(3, '4000003')));
select tests.check('race');
select tests.act_as_admin();
select tests.register('meanwhile', 'kuvaamo', 'CAMERA', '4000002');
select tests.act_as('owner@kuvaamo.example');
select is(tests.write('race', true) ->> 'is_finished', 'false', 'all or none stops when a row cannot be written any more');
select is(tests.count_products(), 5, 'and writes nothing');
select is(tests.fates('race'), '1 complete, 2 present, 3 complete', 'but says what stands in the way');
select tests.act_as_admin();
update private.import_rows set fate = 'complete' where import_id = tests.id('race');
select tests.act_as('owner@kuvaamo.example');
select is(tests.write('race') ->> 'is_finished', 'true', 'the good rows are written all the same when they are asked for');
select is(tests.fates('race'), '1 complete, 2 present, 3 complete', 'and the one that was registered meanwhile is told so');
select is(tests.count_products(), 7, 'two products were added');
select is((select line ->> 'product_id' from jsonb_array_elements(public.read_import(tests.id('kuvaamo'), tests.id('race'), 1, false)) line limit 1),
  tests.id('meanwhile')::text, 'with the product that is there');

-- All or none, and leading zeros.
select tests.stage('whole', (select jsonb_agg(tests.row(n, '00' || (5000 + n), '{}', 'LENS')) from generate_series(1, 60) n));
select tests.check('whole');
select is(tests.write('whole', true) -> 'outcomes', '{"complete": 60}', 'all rows are written in one go');
select is(tests.balance('kuvaamo'), 800 + 400 + 800 + 60 * 150, 'with their points');

-- A series of one purchase.
create temporary table series as select public.register_series(tests.id('kuvaamo'), tests.id('series'),
  jsonb_build_array(tests.row(1, '6000001'), tests.row(2, '6000001'), tests.row(3, 'nonsense'), tests.row(4, '1000001'), tests.row(5, '2000002'))) as answer;
select is((select string_agg(line ->> 'outcome', ', ' order by (line ->> 'row_number')::integer) from series, jsonb_array_elements(answer) line), 'complete, refused, refused, present, present',
  'a series answers the outcome of each serial');
select is((select public.register_series(tests.id('kuvaamo'), tests.id('series'), jsonb_build_array(tests.row(1, '6000009')))) -> 0 ->> 'serial_number', '6000001', 'the same id again answers the same');
select is((select string_agg(line ->> 'fate', ', ') from jsonb_array_elements(public.check_products(tests.id('kuvaamo'), jsonb_build_array(tests.row(1, '6000001'), tests.row(2, '6000002'), tests.row(3, '2000002')))) line),
  'present, complete, present', 'serials can be checked while they are typed');

-- Forgetting.
select tests.stage('first try', jsonb_build_array(tests.row(1, '7000001')));
select tests.stage('second try', jsonb_build_array(tests.row(1, '7000001')));
select is(public.find_import(tests.id('kuvaamo')) ->> 'file_name', 'second try.csv', 'a person has one unfinished file');
select throws_ok($$ select tests.check('first try') $$, 'PT404', 'import_not_found', 'the one before is forgotten');
select lives_ok($$ select public.discard_import(tests.id('kuvaamo'), tests.id('second try')) $$, 'an import can be given up');
select is(public.find_import(tests.id('kuvaamo')), null, 'and is gone');
select tests.act_as_admin();
update private.imports set created_at = now() - interval '31 days' where id = tests.id('file');
select service.sweep();
select is((select count(*) from private.import_rows where import_id = tests.id('file')), 0::bigint, 'the job forgets rows after 30 days');
select isnt((select count(*) from private.import_rows where import_id = tests.id('whole')), 0::bigint, 'and not before');
insert into private.imports (id, account_id, person, kind, file_name, row_count)
select gen_random_uuid(), tests.id('kuvaamo'), gen_random_uuid(), 'series', 'series', 1 from generate_series(1, 300);
select tests.act_as('owner@kuvaamo.example');
select throws_ok($$ select tests.stage('one more', jsonb_build_array(tests.row(1, '7000001'))) $$, 'PT429', 'too_many_requests', 'a company brings 300 files a day at most');

select * from finish();
