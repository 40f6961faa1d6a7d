-- Sold, stolen, scrapped: each ends the points (R2); only a stolen product keeps its serial, and only staff learn that it was claimed.
select plan(41);

select tests.create_company('kuvaamo');
select tests.create_company('rival');
select tests.create_model('M-1', 100, '^\d{7}$');
insert into support.staff (email, name) values ('desk@cps.example', 'Saara'), ('gone@cps.example', 'Gone');
update support.staff set is_active = false where email = 'gone@cps.example';
select tests.register('camera', 'kuvaamo', 'M-1', '1000001');
select tests.register('lens', 'kuvaamo', 'M-1', '1000002');
select tests.register('flash', 'kuvaamo', 'M-1', null);
select is(tests.balance('kuvaamo'), 200, 'two complete products have earned their points');

-- Who may.
select tests.act_as('viewer@kuvaamo.example');
select throws_ok($$ select public.mark_product(tests.id('camera'), 'stolen') $$, 'PT403', 'not_allowed', 'a viewer marks nothing');
select tests.act_as('billing@kuvaamo.example');
select throws_ok($$ select public.mark_product(tests.id('camera'), 'sold') $$, 'PT403', 'not_allowed', 'nor does who pays the bills');
select tests.act_as('owner@rival.example');
select throws_ok($$ select public.mark_product(tests.id('camera'), 'sold') $$, 'PT404', 'product_not_found', 'another company finds no such product');
select tests.act_as('products@kuvaamo.example');
select throws_ok($$ select public.mark_product(tests.id('camera'), 'borrowed') $$, 'PT422', 'invalid_input', 'there is no such state');
select throws_ok($$ select public.mark_product(tests.id('camera'), null) $$, 'PT422', 'invalid_input', 'nor none at all');
select throws_ok($$ select public.mark_product(tests.id('flash'), 'stolen') $$, 'PT409', 'serial_not_held', 'without a serial there is nothing to guard');
select throws_ok($$ update public.products set state = 'sold' where id = tests.id('camera') $$, '42501', null, 'members do not write the state themselves');
select results_eq($$ select state, claim, removed_at is null from public.products where account_id = tests.id('kuvaamo') order by serial_number $$,
  $$ values ('in_use', 'held', true), ('in_use', 'held', true), ('in_use', 'none', true) $$, 'nothing has changed');
select is(tests.balance('kuvaamo'), 200, 'nor have the points');

-- Stolen.
select lives_ok($$ select public.mark_product(tests.id('camera'), 'stolen') $$, 'a product keeper reports a theft');
select is(tests.balance('kuvaamo'), 100, 'its points are reversed');
select results_eq($$ select state, claim, is_complete, points, pending_points from public.product_overview where id = tests.id('camera') $$,
  $$ values ('stolen', 'held', false, 0, 0) $$, 'it stays in the list, keeps its serial and promises nothing');
select results_eq($$ select product_count, incomplete_count, pending_points from public.account_overview where account_id = tests.id('kuvaamo') $$,
  $$ values (3, 1, 100) $$, 'and is not counted among the incomplete');
select lives_ok($$ select public.mark_product(tests.id('camera'), 'stolen') $$, 'a second click changes nothing');
select tests.act_as_admin();
select is((select count(*) from public.point_entries where product_id = tests.id('camera')), 2::bigint, 'one award, one reversal');
update public.products set dealer_name = 'Elsewhere' where id = tests.id('camera');
select is(tests.balance('kuvaamo'), 100, 'an edit does not make a stolen product earn');

-- Somebody claims it: the same answer as always, and a warning to the desk.
select tests.act_as('owner@rival.example');
select tests.register('found camera', 'rival', 'M-1', '1000001');
select results_eq($$ select claim, state, is_complete from public.products where id = tests.id('found camera') $$, $$ values ('disputed', 'in_use', false) $$,
  'a claim on it is disputed like any other');
select is((select message from public.support_cases where product_id = tests.id('found camera')), 'Serial 1000001 of M-1 is held by another company.',
  'the claimant is told nothing of the theft');
select results_eq($$ select side, outcome from public.dispute_sides $$, $$ values ('claimant', null::text) $$, 'and sees nothing but its own side');
select tests.act_as_admin();
select results_eq($$ select recipient, locale, data ->> 'serial', data ->> 'company_name' from private.mail_outbox where kind = 'stolen_serial_claimed' $$,
  $$ values ('desk@cps.example', 'en', '1000001', 'rival') $$, 'every active member of staff is warned');
select results_eq($$ select reported_stolen, claimant, holder from support.disputes $$, $$ values (true, 'rival', 'kuvaamo') $$, 'the desk sees it in the view');
select is(tests.balance('rival'), 0, 'the claimant earns nothing');

-- Found again.
update public.product_models set points = 9000 where id = tests.id('M-1');
select tests.act_as('owner@kuvaamo.example');
select public.mark_product(tests.id('camera'), 'in_use');
select is(tests.balance('kuvaamo'), 200, 'found again it earns what it did, not what the catalogue says now');
select tests.act_as_admin();
select is((select reported_stolen from support.disputes), false, 'and the desk sees that it is not stolen any more');
update public.product_models set points = 100 where id = tests.id('M-1');

-- Stolen after the claim: the desk is warned then.
select tests.register('second lens', 'rival', 'M-1', '1000002');
select is((select count(*) from private.mail_outbox where kind = 'stolen_serial_claimed'), 1::bigint, 'a claim on a product that is there warns nobody');
select tests.act_as('owner@kuvaamo.example');
select public.mark_product(tests.id('lens'), 'stolen');
select tests.act_as_admin();
select is((select count(*) from private.mail_outbox where kind = 'stolen_serial_claimed'), 2::bigint, 'a theft reported after the claim warns the desk as well');
select tests.act_as('owner@kuvaamo.example');
select public.mark_product(tests.id('lens'), 'in_use');

-- Sold and scrapped: they leave, and the serial is free for the next one.
select public.mark_product(tests.id('camera'), 'sold');
select is_empty($$ select from public.product_overview where id = tests.id('camera') $$, 'a sold product leaves the list');
select is(tests.balance('kuvaamo'), 100, 'with its points');
select is((select state from public.products where id = tests.id('camera')), 'sold', 'and is remembered as sold');
select tests.act_as_admin();
select is((select claim from public.products where id = tests.id('found camera')), 'held', 'whoever claimed its serial has it now');
select is(tests.balance('rival'), 100, 'and earns');
select tests.act_as('owner@kuvaamo.example');
select lives_ok($$ select public.mark_product(tests.id('camera'), 'sold') $$, 'a second click changes nothing');
select throws_ok($$ select public.mark_product(tests.id('camera'), 'in_use') $$, 'PT409', 'product_removed', 'what is gone does not come back');
select throws_ok($$ select public.mark_product(tests.id('camera'), 'stolen') $$, 'PT409', 'product_removed', 'nor is it stolen afterwards');
select public.mark_product(tests.id('flash'), 'scrapped');
select results_eq($$ select state, removed_at is not null from public.products where id = tests.id('flash') $$, $$ values ('scrapped', true) $$, 'a scrapped product leaves too');
select tests.act_as_admin();
select throws_ok($$ update public.products set state = 'sold' where id = tests.id('lens') $$, '23514', null, 'a hand cannot mark a product sold and leave it in the list');
select throws_ok($$ update public.products set state = 'lent' where id = tests.id('lens') $$, '23514', null, 'nor invent a state');
select is((select state from public.products where id = tests.id('lens')), 'in_use', 'it is as it was');
select is(tests.balance(name), tests.sum_of_entries(name), 'the balance of ' || name || ' is the sum of its entries') from unnest(array['kuvaamo', 'rival']) name;

select * from finish();
