-- A token lives for an hour; a session that was ended (signed out, password changed) must not.
select plan(12);

select tests.create_member_company('kuvaamo');

select tests.act_as('owner@kuvaamo.example');
select is(tests.count_rows('products', 'kuvaamo'), 1, 'while signed in the products are there');

select tests.act_as_admin();
select tests.sign_out('owner@kuvaamo.example');
select tests.act_as('owner@kuvaamo.example');
select is(tests.count_rows(relation, 'kuvaamo'), 0, 'after signing out the same token reads no ' || relation)
from unnest(array['accounts', 'products', 'point_entries', 'memberships', 'invoices']) relation;
select throws_ok($$ insert into public.products (account_id, model_id) values (tests.id('kuvaamo'), tests.id('M-KUVAAMO')) $$, '42501', null,
  'it registers nothing');
select is(tests.count_touched($$ update public.products set dealer_name = 'Someone else' $$), 0, 'it edits nothing');
select throws_ok($$ select public.remove_product(tests.id('camera of kuvaamo')) $$, 'PT404', 'product_not_found', 'it removes nothing');
select throws_ok($$ select public.migrate_products(tests.id('kuvaamo')) $$, 'PT403', 'not_allowed', 'it migrates nothing');
select tests.act_as_admin();
select is((select array_agg(dealer_name) from public.products where account_id = tests.id('kuvaamo')), array['Kuvakulma Helsinki'], 'nothing changed');

insert into auth.sessions (id, user_id, not_after)
values (tests.id('session of owner@kuvaamo.example'), tests.id('owner@kuvaamo.example'), now() - interval '1 minute');
select tests.act_as('owner@kuvaamo.example');
select is(tests.count_rows('products', 'kuvaamo'), 0, 'a session past its last moment reads nothing');

select * from finish();
