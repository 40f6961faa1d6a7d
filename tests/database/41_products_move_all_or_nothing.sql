-- S3: what a migration moves, what each product becomes, and that it happens once or not at all.
select plan(53);

select tests.create_model('M-100', 100);
select tests.create_model('M-ZERO', 50, '^\d{3,12}$', true);
select tests.create_model('M-GONE', 300);
update public.product_models set is_registrable = false where id = tests.id('M-GONE');
select tests.create_account('rival', 'owner@rival.example');
select tests.register('held by rival', 'rival', 'M-100', 'TAKEN');
select tests.create_account('kuvaamo', 'owner@kuvaamo.example');
select tests.add_member('kuvaamo', 'viewer@kuvaamo.example', 'viewer');
select tests.register('own', 'kuvaamo', 'M-100', 'MINE');

insert into private.legacy_accounts (id, email, company_name, country, membership_number) values (tests.id('old'), 'owner@kuvaamo.example', 'Kuvaamo', 'FI', 'V-100');
create temporary table arriving (name text, model text, serial text, bought date, country text, dealer text);
insert into arriving values
  ('complete', 'M-100', 'a-1', '2020-01-01', 'FI', 'Shop'), ('discontinued', 'M-GONE', 'G1', '2015-01-01', 'FI', 'Shop'),
  ('bare', 'M-100', null, null, null, null), ('no dealer', 'M-100', 'A2', '2020-01-01', 'FI', ' '), ('wrong serial', 'M-ZERO', 'ABC', '2020-01-01', 'FI', 'Shop'),
  ('future', 'M-100', 'A3', '2999-01-01', 'FI', 'Shop'), ('taken', 'M-100', 'TAKEN', '2020-01-01', 'FI', 'Shop'), ('own', 'M-100', 'mine', '2020-01-01', 'FI', 'Shop'),
  ('zeros', 'M-ZERO', '00123', '2020-01-01', 'FI', 'Shop'), ('zeros again', 'M-ZERO', '123', '2020-01-01', 'FI', 'Shop');
insert into private.legacy_products (id, legacy_account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
select tests.id('old ' || name), tests.id('old'), tests.id(model), serial, bought, country, dealer from arriving;
create temporary table fates (name text, fate text, missing text[], points integer);
insert into fates values ('complete', 'complete', '{}', 100), ('discontinued', 'complete', '{}', 300),
  ('bare', 'incomplete', '{serial_number,purchase_date,purchase_country,dealer}', 0), ('no dealer', 'incomplete', '{dealer}', 0),
  ('wrong serial', 'incomplete', '{serial_number}', 0), ('future', 'incomplete', '{purchase_date}', 0), ('taken', 'complete', '{}', 100), ('own', 'duplicate', '{}', 0);
grant select on fates to public;

-- The preview.
select tests.act_as('owner@kuvaamo.example');
select is((select count(*) from public.preview_migration(tests.id('kuvaamo'))), 10::bigint, 'the preview shows every product');
select is(preview.fate, fates.fate, format('%s arrives %s', name, fates.fate)) from fates join public.preview_migration(tests.id('kuvaamo')) preview on legacy_product_id = tests.id('old ' || name);
select is(preview.missing, fates.missing, format('%s lacks %s', name, fates.missing)) from fates join public.preview_migration(tests.id('kuvaamo')) preview on legacy_product_id = tests.id('old ' || name);
select is(preview.points, fates.points, format('%s brings %s points', name, fates.points)) from fates join public.preview_migration(tests.id('kuvaamo')) preview on legacy_product_id = tests.id('old ' || name);
select bag_eq($$ select fate from public.preview_migration(tests.id('kuvaamo')) where legacy_product_id in (tests.id('old zeros'), tests.id('old zeros again')) $$,
  $$ values ('complete'), ('twice') $$, 'of two spellings of one serial one is there twice');

-- All or nothing: one row that cannot be written, and nothing moves.
select tests.act_as_admin();
create function tests.refuse_one() returns trigger language plpgsql as $$
begin
  raise exception 'disk full';
end
$$;
create trigger refuse_one before insert on public.products for each row when (new.serial_number = 'A2') execute function tests.refuse_one();
select tests.act_as('owner@kuvaamo.example');
select throws_ok($$ select public.migrate_products(tests.id('kuvaamo')) $$, 'P0001', 'disk full', 'a row that cannot be written stops the move');
select tests.act_as_admin();
select is((select count(*) from public.products where account_id = tests.id('kuvaamo')), 1::bigint, 'no product has moved');
select is(tests.balance('kuvaamo'), 100, 'no points were given');
select is((select migrated_to from private.legacy_accounts), null, 'the old account is not marked');
select is((select count(*) from private.legacy_products where product_id is not null), 0::bigint, 'nor any of its products');
select is((select count(*) from public.membership_numbers), 0::bigint, 'and the former number has not moved');
drop trigger refuse_one on public.products;

-- The move.
select tests.act_as('viewer@kuvaamo.example');
select throws_ok($$ select public.migrate_products(tests.id('kuvaamo')) $$, 'PT403', 'not_allowed', 'a viewer does not move products');
select tests.act_as('owner@kuvaamo.example');
select is(public.migrate_products(tests.id('kuvaamo')), '{"moved": 8, "complete": 3, "points": 450, "former_numbers": ["V-100"]}', 'what moved is told');
select is(tests.balance('kuvaamo'), 550, 'products that arrive complete have their points');
select is((select count(*) from public.product_overview), 9::bigint, 'duplicates made no second product');
select is((select count(*) from public.product_overview where claim = 'disputed'), 1::bigint, 'what another company holds is disputed');
select is((select migration_state from public.account_overview), 'done', 'the button is done');
select is((select number from public.membership_numbers where origin = 'former'), 'V-100', 'the old number stays with the company');
select throws_ok($$ select public.migrate_products(tests.id('kuvaamo')) $$, 'PT409', 'migration_nothing_to_move', 'a second time there is nothing to move');
select is_empty($$ select * from public.preview_migration(tests.id('kuvaamo')) $$, 'nor to preview');
select throws_ok($$ insert into public.products (account_id, model_id) values (tests.id('kuvaamo'), tests.id('M-GONE')) $$, 'PT422', 'model_not_registrable',
  'models out of the catalogue arrive by migration only');
select tests.act_as_admin();
select is(tests.balance('kuvaamo'), tests.sum_of_entries('kuvaamo'), 'the balance is the sum');
select is((select count(*) from private.legacy_products where product_id is null), 0::bigint, 'each old product names what it became');
select is((select product_id from private.legacy_products where id = tests.id('old own')), tests.id('own'), 'a duplicate names the product that was there');
select is((select count(distinct product_id) from private.legacy_products where id in (tests.id('old zeros'), tests.id('old zeros again'))), 1::bigint, 'two spellings became one product');
select is((select count(*) from public.support_cases where account_id = tests.id('kuvaamo') and topic = 'disputed_serial'), 1::bigint, 'the dispute went to support');
select is((select count(*) from public.invitations where account_id = tests.id('kuvaamo')), 1::bigint, 'crossing 500 by migration invites');

-- Somebody else who proves the same address later finds it moved.
select tests.create_account('late', 'owner@late.example', 'FI', 'owner@kuvaamo.example');
insert into private.legacy_proofs (account_id, email, proven_at) values (tests.id('late'), 'owner@kuvaamo.example', now());
select tests.act_as('owner@late.example');
select throws_ok($$ select public.migrate_products(tests.id('late')) $$, 'PT409', 'migration_nothing_to_move', 'what has moved does not move again');

-- What the old system may hold.
select tests.act_as_admin();
select throws_ok($$ update private.legacy_products set dealer_name = repeat('x', 121) $$, '23514', null, 'a dealer too long to move is refused at the import');
select throws_ok($$ update private.legacy_products set serial_number = repeat('1', 61) $$, '23514', null, 'so is a serial');
select throws_ok($$ update private.legacy_accounts set membership_number = 'V' $$, '23514', null, 'and a number too short');
select throws_ok($$ update private.legacy_accounts set email = 'Owner@Kuvaamo.example' $$, '23514', null, 'addresses are kept in lower case');

select * from finish();
