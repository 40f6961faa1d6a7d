-- Accounts and products of the old system: a trial says what would happen, line by line; refused lines are not written; the same file twice adds nothing.
select * from no_plan();

select tests.create_desk();
select tests.create_model('CAM-1', 100, '^\d{7}$');
select tests.create_model('LENS-1', 50, '^\d{1,8}$', true);
insert into private.legacy_accounts (id, email, company_name, country, membership_number) values (tests.id('old'), 'moved@kuvaamo.example', 'Moved', 'FI', 'OLD-9');
insert into private.legacy_products (legacy_account_id, model_id, serial_number) values (tests.id('old'), tests.id('CAM-1'), '7777777');
select tests.create_account('kuvaamo', 'moved@kuvaamo.example');
select tests.act_as('moved@kuvaamo.example');
select public.migrate_products(tests.id('kuvaamo'));
select tests.act_as_admin();

create temporary table files as select
E'\uFEFFEmail;Company_Name;Country;Membership_Number;Something\r\n' ||
E'Anna@kuvaamo.example;"Kuvaamo ""Anna""; Oy";fi;OLD-1;x\r\n' ||
E'berit@studio.example;Studio Berit;SE;;x\r\n' ||
E'nonsense;Nobody;FI;OLD-3;x\r\n' ||
E'anna@kuvaamo.example;Twice;FI;OLD-4;x\r\n' ||
E'carl@foto.example;;FI;OLD-5;x\r\n' ||
E'carl@foto.example;Carl;XX;OLD-5;x\r\n' ||
E'dora@foto.example;Dora;FI;OLD-1;x\r\n' ||
E'\r\n' ||
E'erik@foto.example;Erik;FI;X;x\r\n' ||
E'moved@kuvaamo.example;Moved AB;SE;OLD-9;x\r\n' ||
E'finn@foto.example;Finn;FI;OLD-9;x' as accounts,
E'email,model_code,serial_number,purchased_on,purchase_country,dealer_name\n' ||
E'anna@kuvaamo.example,cam-1,1234567,2024-05-02,FI,Kuvakulma\n' ||
E'anna@kuvaamo.example,LENS-1,00123,2.5.2024,fi,"Kuva, Kulma"\n' ||
E'anna@kuvaamo.example,LENS-1,,,,\n' ||
E'anna@kuvaamo.example,LENS-1,,,,\n' ||
E'berit@studio.example,CAM-1,12,31/01/2020,SE,"Two\nlines"\n' ||
E'nobody@foto.example,CAM-1,1,,,\n' ||
E'nonsense,CAM-1,1,,,\n' ||
E'anna@kuvaamo.example,CAM-9,1,,,\n' ||
E'anna@kuvaamo.example,CAM-1,1,2024-02-30,,\n' ||
E'anna@kuvaamo.example,CAM-1,1,2999-01-01,,\n' ||
E'anna@kuvaamo.example,CAM-1,1,yesterday,,\n' ||
E'anna@kuvaamo.example,CAM-1,1,,ZZ,\n' ||
E'moved@kuvaamo.example,CAM-1,7777777,,,\n' ||
E'moved@kuvaamo.example,CAM-1,8888888,,,\n' as products;

create function tests.import(dry_run boolean) returns table (file text, line integer, outcome text, detail text) language sql as $$
  select imported.* from files, support.import_legacy(files.accounts, files.products, 'Import of the old system', 'veera@desk.example', import.dry_run) imported
$$;
create temporary table trial as select * from tests.import(true);
select results_eq($$ select file, outcome, detail from trial where line is null $$, $$ values
  ('accounts', 'added', '2 lines would be added'), ('accounts', 'moved', '1 lines would be moved'), ('accounts', 'refused', '7 lines would be refused'),
  ('products', 'added', '5 lines would be added'), ('products', 'refused', '8 lines would be refused'), ('products', 'same', '1 lines would be same') $$, 'a trial counts');
select results_eq($$ select file, line, detail from trial where outcome = 'refused' and line is not null $$, $$ values
  ('accounts', 4, 'email: nonsense'), ('accounts', 5, 'email: stands in an earlier line as well'), ('accounts', 6, 'company_name: missing'),
  ('accounts', 7, 'email: stands in an earlier line as well'), ('accounts', 8, 'membership_number: stands in an earlier line as well'),
  ('accounts', 10, 'membership_number: 3 to 40 characters'), ('accounts', 12, 'membership_number: stands in an earlier line as well'),
  ('products', 8, 'email: no account nobody@foto.example'), ('products', 9, 'email: no account nonsense'), ('products', 10, 'model_code: unknown CAM-9'),
  ('products', 11, 'purchased_on: 2024-02-30'), ('products', 12, 'purchased_on: 2999-01-01'), ('products', 13, 'purchased_on: yesterday'), ('products', 14, 'purchase_country: ZZ'),
  ('products', 16, 'email: the account has moved to a company; register the product there') $$, 'and says what is wrong in which line, as the file counts them');
select results_eq($$ select line, outcome, detail from trial where outcome <> 'refused' and line is not null $$, $$ values
  (11, 'moved', 'company_name: Moved → Moved AB; country: FI → SE'), (6, 'added', 'the serial does not fit the model; the member will be asked for it') $$, 'what is left alone and what is odd');
select is((select count(*) from private.legacy_accounts), 1::bigint, 'a trial writes nothing');
select is((select count(*) from private.legacy_products), 1::bigint, 'of products neither');

select lives_ok('create temporary table first_time as select * from tests.import(false)', 'the import');
select results_eq($$ select email, company_name, country, membership_number from private.legacy_accounts order by email $$, $$ values
  ('anna@kuvaamo.example', 'Kuvaamo "Anna"; Oy', 'FI', 'OLD-1'), ('berit@studio.example', 'Studio Berit', 'SE', null), ('moved@kuvaamo.example', 'Moved', 'FI', 'OLD-9') $$,
  'writes the good accounts and leaves the moved one alone');
select results_eq($$ select model.code, old.serial_number, old.purchased_on, old.purchase_country, old.dealer_name from private.legacy_products old
  join public.product_models model on model.id = old.model_id where product_id is null order by 1, 2 $$, $$ values
  ('CAM-1', '12', date '2020-01-31', 'SE', E'Two\nlines'), ('CAM-1', '1234567', date '2024-05-02', 'FI', 'Kuvakulma'), ('LENS-1', '00123', date '2024-05-02', 'FI', 'Kuva, Kulma'),
  ('LENS-1', null, null, null, null), ('LENS-1', null, null, null, null) $$, 'and the good products, equal ones as often as they stand there');

create temporary table second_time as select * from tests.import(false);
select results_eq($$ select file, outcome, detail from second_time where line is null and outcome <> 'refused' $$, $$ values
  ('accounts', 'moved', '1 lines moved'), ('accounts', 'same', '2 lines same'), ('products', 'same', '6 lines same') $$, 'the same files again change nothing');
select is((select count(*) from private.legacy_products), 6::bigint, 'nothing is there twice');

-- A corrected file.
create temporary table corrected as select * from support.import_legacy(E'email,company_name,country,membership_number\nanna@kuvaamo.example,Kuvaamo,FI,OLD-2',
  E'email\tmodel_code\tserial_number\tpurchased_on\nanna@kuvaamo.example\tLENS-1\t123\t2024-05-03', 'Corrected file', 'veera@desk.example', dry_run => false);
select results_eq($$ select file, line, outcome, detail from corrected where line is not null $$,
  $$ values ('accounts', 2, 'changed', 'company_name: Kuvaamo "Anna"; Oy → Kuvaamo; membership_number: OLD-1 → OLD-2'),
     ('products', 2, 'changed', 'serial_number: 00123 → 123; purchased_on: 2024-05-02 → 2024-05-03; purchase_country: FI → –; dealer_name: Kuva, Kulma → –') $$, 'differences are told');
select results_eq($$ select company_name, membership_number from private.legacy_accounts where email = 'anna@kuvaamo.example' $$, $$ values ('Kuvaamo', 'OLD-2') $$, 'and written');
select is((select purchased_on from private.legacy_products where serial_number = '123'), date '2024-05-03', 'also those of products');
select is((select count(*) from private.legacy_products), 6::bigint, 'without a second row');
select is((select count(*) from support.audit where table_name = 'legacy_accounts' and act = 'import_legacy' and who = 'veera@desk.example'), 2::bigint, 'the log says who changed an account');

-- Refusals.
select throws_ok($$ select * from support.import_legacy('email,country', '', 'Some good reason', 'veera@desk.example') $$, 'PT422', 'column_missing', 'a file without its columns');
select throws_ok($$ select * from support.import_legacy('', 'email', 'Some good reason', 'veera@desk.example') $$, 'PT422', 'column_missing', 'of either kind');
select throws_ok($$ select imported.* from files, support.import_legacy(accounts, products, '', 'veera@desk.example', false) imported $$, 'PT422', 'reason_missing', 'no reason');
select throws_ok($$ select imported.* from files, support.import_legacy(accounts, products, 'Some good reason', 'stranger@desk.example', false) imported $$, 'PT403', 'staff_unknown', 'a stranger');
select is((select count(*) from private.legacy_accounts), 3::bigint, 'after the refusals all is as it was');
select is_empty($$ select * from support.drift $$, 'and nothing drifts');

-- What was taken in moves as before.
select tests.create_account('anna', 'anna@kuvaamo.example');
select tests.act_as('anna@kuvaamo.example');
select is((select count(*) from public.preview_migration(tests.id('anna'))), 4::bigint, 'the member finds her products');
select lives_ok($$ select public.migrate_products(tests.id('anna')) $$, 'and moves them');
select tests.act_as_admin();
select results_eq($$ select file, outcome, detail from tests.import(false) where line is null and outcome <> 'refused' $$, $$ values
  ('accounts', 'moved', '2 lines moved'), ('accounts', 'same', '1 lines same'), ('products', 'moved', '1 lines moved'), ('products', 'same', '5 lines same') $$,
  'importing once more afterwards leaves what has moved alone');
select is_empty($$ select * from support.drift $$, 'and nothing is left behind');

-- Dates as people write them.
select results_eq($$ select private.read_date(words) from unnest(array['2024-05-02', '2024-5-2', '2.5.2024', '02/05/2024', '2024-05-02T10:00:00', ' 2.5.2024 ', '29.2.2024']) words $$,
  $$ values (date '2024-05-02'), ('2024-05-02'), ('2024-05-02'), ('2024-05-02'), ('2024-05-02'), ('2024-05-02'), ('2024-02-29') $$, 'dates are read');
select is_empty($$ select private.read_date(words) from unnest(array['29.2.2023', '2024-13-01', '0.1.2024', '32.1.2024', 'x', '', '1.1.24', '2024']) words where private.read_date(words) is not null $$, 'nonsense is none');

select * from finish();
