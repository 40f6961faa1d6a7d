-- Taking a migration back: what leaves, what stays, that it happens once, and that moving again gives the same.
select * from no_plan();

select tests.create_model('M-100', 100);
select tests.create_model('M-OTHER', 40);
select tests.create_company('kuvaamo');
select tests.create_company('rival');
select tests.register('held by rival', 'rival', 'M-100', 'TAKEN');
select tests.register('mine', 'kuvaamo', 'M-100', 'MINE');
insert into private.legacy_accounts (id, email, company_name, country, membership_number) values (tests.id('old'), 'owner@kuvaamo.example', 'Kuvaamo', 'FI', 'V-100');
insert into private.legacy_products (id, legacy_account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
select tests.id('old ' || name), tests.id('old'), tests.id('M-100'), serial, '2020-01-01', 'FI', dealer
from (values ('plain', 'P1', 'Shop'), ('edited', 'E1', 'Shop'), ('completed', 'C1', null), ('removed', 'R1', 'Shop'), ('taken', 'TAKEN', 'Shop'), ('decided', 'TAKEN2', 'Shop'),
  ('mine', 'mine', 'Shop'), ('twice', 'p-1', 'Shop'), ('edited twice', 'e-1', 'Shop')) as rows (name, serial, dealer);
select tests.register('also held by rival', 'rival', 'M-100', 'TAKEN2');

create function tests.product_of(old text) returns public.products language sql security definer as $$
  select product from public.products product join private.legacy_products source on source.product_id = product.id where source.id = tests.id('old ' || old)
$$;
create function tests.last_migration() returns uuid language sql security definer as $$
  select id from private.migrations order by undone_at nulls first, migrated_at desc limit 1
$$;
create function tests.age_migrations(by_time interval) returns void language sql security definer as $$
  update private.migrations set migrated_at = migrated_at - by_time
$$;
create function tests.linked() returns bigint language sql security definer as $$
  select count(*) from private.legacy_products where product_id is not null
$$;
grant execute on all functions in schema tests to public;

-- The preview: duplicates are marked, a serial held elsewhere is not told.
select tests.act_as('owner@kuvaamo.example');
select bag_eq($$ select legacy_product_id, fate, points from public.preview_migration(tests.id('kuvaamo')) where serial_number in ('TAKEN', 'mine') $$,
  $$ values (tests.id('old mine'), 'duplicate', 0), (tests.id('old taken'), 'complete', 100) $$, 'what is there already is marked; what another company holds is not');
select bag_eq($$ select fate from public.preview_migration(tests.id('kuvaamo')) where serial_number in ('P1', 'p-1') $$, $$ values ('complete'), ('twice') $$, 'what is there twice in the old account is marked');

select is(public.migrate_products(tests.id('kuvaamo')), '{"moved": 6, "complete": 3, "points": 300, "former_numbers": ["V-100"]}', 'six products move, two repeat others and one was there');
select is(tests.balance('kuvaamo'), 400, 'with their points');
select results_eq($$ select moved, may_undo, undone_at, undo_until - migrated_at from public.my_migrations(tests.id('kuvaamo')) $$, $$ values (6, true, null::timestamptz, interval '14 days') $$,
  'the migration is listed with the day until which it can be taken back');

-- Who may.
create temporary table attempts (statement text, what text);
insert into attempts select format('select public.%s(tests.id(%L), %L)', name, 'kuvaamo', tests.last_migration()), name from unnest(array['preview_undo', 'undo_migration']) name;
grant select on attempts to public;
select tests.act_as('billing@kuvaamo.example');
select throws_ok(statement, 'PT403', 'not_allowed', 'not for billing: ' || what) from attempts;
select is_empty($$ select id from public.my_migrations(tests.id('kuvaamo')) $$, 'nor are migrations listed for billing');
select tests.act_as('viewer@kuvaamo.example');
select throws_ok(statement, 'PT403', 'not_allowed', 'not for a viewer: ' || what) from attempts;
select tests.act_as('owner@rival.example');
select throws_ok(statement, 'PT403', 'not_allowed', 'not for another company: ' || what) from attempts;
select throws_ok(replace(statement, quote_literal('kuvaamo'), quote_literal('rival')), 'PT403', 'not_allowed', 'nor under its own name: ' || what) from attempts;
select is_empty($$ select id from public.my_migrations(tests.id('kuvaamo')) $$, 'nor listed there');
select tests.act_as_anonymous();
select throws_ok(statement, '42501', null, 'not without a session: ' || what) from attempts;
select tests.act_as('products@kuvaamo.example');
select lives_ok(statement, 'a product keeper looks: ' || what) from attempts where what = 'preview_undo';
select tests.act_as('owner@kuvaamo.example');
select tests.age_migrations('14 days');
select throws_ok(statement, 'PT409', 'migration_undo_late', 'after fourteen days it is too late') from attempts where what = 'undo_migration';
select is((select may_undo from public.my_migrations(tests.id('kuvaamo'))), false, 'and the list says so');
select is(tests.balance('kuvaamo'), 400, 'nothing has changed');
select tests.age_migrations('-14 days');

-- What happened since: one edited, one completed, one removed, one decided by support.
update public.products set dealer_name = 'Another shop' where id = (tests.product_of('edited')).id;
update public.products set dealer_name = 'Found the receipt' where id = (tests.product_of('completed')).id;
select public.remove_product((tests.product_of('removed')).id);
select tests.act_as_admin();
update public.products set claim = 'lost' where id = (tests.product_of('decided')).id;
create temporary table kept as select name, (tests.product_of(name)).id from unnest(array['edited', 'completed', 'decided', 'plain']) name;
grant select on kept to public;
select is(tests.balance('kuvaamo'), 400, 'one product was completed and one removed since');

select tests.act_as('owner@kuvaamo.example');
select is(public.preview_undo(tests.id('kuvaamo'), tests.last_migration()) - 'kept', '{"leaving": 2, "points": 100}', 'the preview says how many leave, with which points');
select bag_eq($$ select upper(replace(row ->> 'serial_number', '-', '')) as serial, row ->> 'reason' as reason from jsonb_array_elements(public.preview_undo(tests.id('kuvaamo'), tests.last_migration()) -> 'kept') row $$,
  $$ values ('E1', 'edited'), ('C1', 'edited'), ('TAKEN2', 'decided') $$, 'and which stay, and why');
select is((select count(*) from public.products where removed_at is not null), 1::bigint, 'looking changes nothing');

-- Another company waits for the serial of one that leaves.
select tests.act_as_admin();
select tests.register('waiting', 'rival', 'M-100', 'P1');

-- All or nothing.
create function tests.refuse_one() returns trigger language plpgsql as $$
begin
  raise exception 'disk full';
end
$$;
create trigger refuse_one before update on private.legacy_accounts for each row execute function tests.refuse_one();
select tests.act_as('owner@kuvaamo.example');
select throws_ok(statement, 'P0001', 'disk full', 'what cannot be finished is not begun') from attempts where what = 'undo_migration';
select is(tests.balance('kuvaamo'), 400, 'no points have gone');
select is((select count(*) from public.products where account_id = tests.id('kuvaamo') and removed_at is not null), 1::bigint, 'no product has gone');
select tests.act_as_admin();
drop trigger refuse_one on private.legacy_accounts;

-- Undone.
select tests.act_as('owner@kuvaamo.example');
create temporary table undone as select tests.last_migration() as id;
select is(public.undo_migration(tests.id('kuvaamo'), undone.id), '{"left": 2, "points": 100, "kept": 3}', 'what was done is told') from undone;
select is(public.undo_migration(tests.id('kuvaamo'), undone.id), '{"left": 2, "points": 100, "kept": 3}', 'a second time answers the same') from undone;
select tests.age_migrations('20 days');
select lives_ok(statement, 'however late') from attempts where what = 'undo_migration';
select tests.age_migrations('-20 days');
select is(tests.balance('kuvaamo'), 300, 'the points of what left are gone: mine, edited and completed stay');
select bag_eq($$ select product.id from public.product_overview product where product.account_id = tests.id('kuvaamo') $$,
  $$ select tests.id('mine') union select id from kept where name <> 'plain' $$, 'changed products and those of before stay');
select is((select count(*) from public.point_entries reversal join public.point_entries award on award.id = reversal.reverses_id
  where award.product_id = (select id from kept where name = 'plain') and reversal.points = -100), 1::bigint, 'each reversing entry is linked to its award');
select tests.act_as_admin();
select is((select claim from public.products where id = tests.id('waiting')), 'held', 'a serial given up goes to who waited for it');
select is((select migrated_to from private.legacy_accounts), null, 'the old account can be moved again');
select is(tests.linked(), 5::bigint, 'edited (and its twin), completed, removed and decided stay linked, the others are free');
select is((select count(*) from public.membership_numbers where number = 'V-100'), 0::bigint, 'the former number goes back');
select is(tests.balance('kuvaamo'), tests.sum_of_entries('kuvaamo'), 'the balance is the sum');
select is(tests.balance('rival'), tests.sum_of_entries('rival'), 'the other company''s as well');
select ok(exists (select from private.audit_log where table_name = 'migrations' and action = 'update' and user_id = tests.id('owner@kuvaamo.example')), 'the log knows who took it back');
insert into private.legacy_accounts (email, company_name, country, membership_number, migrated_to, migrated_at) values ('x@x.example', 'X', 'FI', 'V-300', tests.id('rival'), now());
insert into public.membership_numbers (number, account_id, origin) values ('V-300', tests.id('rival'), 'former');
select throws_ok($$ delete from public.membership_numbers $$, 'PT403', 'not_allowed', 'the number of an account that has moved stays for ever');
select throws_ok($$ update public.membership_numbers set account_id = tests.id('kuvaamo') $$, 'PT403', 'not_allowed', 'and goes to nobody else');

-- Again: the same points, no award twice.
select tests.act_as('owner@kuvaamo.example');
select is((select migration_state from public.account_overview), 'ready', 'the button is blue again');
select bag_eq($$ select fate from public.preview_migration(tests.id('kuvaamo')) $$, $$ values ('duplicate'), ('complete'), ('complete'), ('twice') $$, 'only what is free comes again');
select is(public.migrate_products(tests.id('kuvaamo')) ->> 'moved', '2', 'what left comes again');
select is(tests.balance('kuvaamo'), tests.sum_of_entries('kuvaamo'), 'the balance is the sum again');
select bag_eq($$ select may_undo from public.my_migrations(tests.id('kuvaamo')) $$, $$ values (true), (false) $$, 'the new move can be taken back, the old one cannot any more');
select is((select number from public.membership_numbers where number = 'V-100'), 'V-100', 'the former number is back');

-- Moving, undoing and moving again without anybody else: exactly the same points.
select tests.act_as_admin();
select tests.create_account('plain', 'owner@plain.example');
insert into private.legacy_accounts (id, email, company_name, country) values (tests.id('old plain'), 'owner@plain.example', 'Plain', 'FI');
insert into private.legacy_products (legacy_account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
select tests.id('old plain'), tests.id('M-OTHER'), 'S' || n, '2020-01-01', 'FI', 'Shop' from generate_series(1, 20) n;
select tests.act_as('owner@plain.example');
create function pg_temp.there_and_back() returns integer[] language plpgsql as $$
declare
  seen integer[] := '{}';
begin
  for round in 1..3 loop
    perform public.migrate_products(tests.id('plain'));
    seen := seen || tests.balance('plain');
    perform public.undo_migration(tests.id('plain'), (select id from public.my_migrations(tests.id('plain')) where may_undo));
    seen := seen || tests.balance('plain');
  end loop;
  return seen;
end
$$;
select tests.act_as_admin();
grant execute on function pg_temp.there_and_back to authenticated;
select tests.act_as('owner@plain.example');
select is(pg_temp.there_and_back(), array[800, 0, 800, 0, 800, 0], 'there and back three times: the same points each time');
select tests.act_as_admin();
select is(tests.sum_of_entries('plain'), 0, 'and the entries sum up to nothing');
select is((select count(*) from public.invitations where account_id = tests.id('plain')), 1::bigint, 'one invitation came of it, and stays (R4)');

select * from finish();
