-- The list's bulk edit: one transaction, the same rules as for one product, and a way back.
select plan(34);

select tests.create_company('kuvaamo'), tests.create_company('rival');
select tests.create_model('CAMERA', 400), tests.create_model('LENS', 150);
select tests.register('first', 'kuvaamo', 'CAMERA', '1000001', false), tests.register('second', 'kuvaamo', 'LENS', '1000002', false),
       tests.register('third', 'kuvaamo', 'LENS', '1000003'), tests.register('theirs', 'rival', 'LENS', '1000004', false);
select tests.register('claimed twice', 'rival', 'CAMERA', '1000001');

create function tests.edit(variadic names text[]) returns jsonb language sql as $$
  select public.edit_products((select jsonb_agg(jsonb_build_object('id', tests.id(name), 'dealer_name', 'Pohjolan Kamera', 'dealer_is_estimate', true)) from unnest(names) as name))
$$;
create function tests.dealers() returns text language sql security definer as $$
  select string_agg(coalesce(dealer_name, '-'), ', ' order by serial_number, account_id = tests.id('rival')) from public.products
$$;
grant execute on function tests.edit, tests.dealers to public;
select is(tests.dealers(), '-, Kuvakulma Helsinki, -, Kuvakulma Helsinki, -', 'three products lack their dealer');

-- Who may.
select tests.act_as('viewer@kuvaamo.example');
select throws_ok($$ select tests.edit('first', 'second') $$, 'PT403', 'not_allowed', 'a viewer edits nothing');
select throws_ok($$ select public.remove_products(array[tests.id('first')]) $$, 'PT403', 'not_allowed', 'a viewer removes nothing');
select tests.act_as('billing@kuvaamo.example');
select throws_ok($$ select tests.edit('first', 'second') $$, 'PT403', 'not_allowed', 'billing edits nothing');
select tests.act_as('owner@rival.example');
select throws_ok($$ select tests.edit('theirs', 'first') $$, 'PT404', 'product_not_found', 'one product of another company and nothing is edited');
select throws_ok($$ select public.remove_products(array[tests.id('theirs'), tests.id('first')]) $$, 'PT404', 'product_not_found', 'nor removed');
select tests.act_as_anonymous();
select throws_ok($$ select tests.edit('first') $$, '42501', null, 'who is not signed in edits nothing');
select throws_ok($$ select public.remove_products(array[tests.id('first')]) $$, '42501', null, 'nor removes');
select tests.act_as('owner@kuvaamo.example');
select throws_ok($$ select private.hold_products(array[tests.id('first')]) $$, '42501', null, 'what holds the products is private');
select is(tests.dealers(), '-, Kuvakulma Helsinki, -, Kuvakulma Helsinki, -', 'after all that nothing has changed');

-- What is refused.
select throws_ok(format('select public.edit_products(%L)', edits), 'PT422', 'invalid_input', what || ' is refused')
from (values ('[]', 'nothing'), ('{}', 'something else than a list'), ('["first"]', 'a name instead of an edit'),
  (format('[{"id": "%s", "claim": "held"}]', tests.id('first')), 'a field that is not a member''s'),
  (format('[{"id": "%1$s"}, {"id": "%1$s"}]', tests.id('first')), 'one product twice')) as refused (edits, what);
select throws_ok($$ select public.remove_products((select array_agg(gen_random_uuid()) from generate_series(1, 501))) $$, 'PT422', 'invalid_input',
  'more than 500 at once are refused');
select throws_ok(format('select public.edit_products(%L)', jsonb_build_array(jsonb_build_object('id', tests.id('first'), 'dealer_name', 'Pohjolan Kamera'),
  jsonb_build_object('id', tests.id('third'), 'purchased_on', '1949-12-31'))), 'PT422', 'purchase_date_too_old', 'a day out of range is refused');
select is(tests.dealers(), '-, Kuvakulma Helsinki, -, Kuvakulma Helsinki, -', 'and the other edits with it');
select is(tests.balance('kuvaamo'), 150, 'so far only the complete lens counts');

-- What it is there for.
select tests.act_as('products@kuvaamo.example');
create temporary table answers as select tests.edit('first', 'second', 'third') as answer;
select is(tests.dealers(), 'Pohjolan Kamera, Kuvakulma Helsinki, Pohjolan Kamera, Pohjolan Kamera, -', 'a product keeper gives three products their dealer');
select is(tests.balance('kuvaamo'), 700, 'those that are complete now earn their points');
select is(tests.balance('kuvaamo'), tests.sum_of_entries('kuvaamo'), 'the balance equals the ledger');
select is((select array_agg((row ->> 'points')::integer order by row ->> 'serial_number') from answers, jsonb_array_elements(answer -> 'products') row),
  array[400, 150, 150], 'the answer shows the products with their points');

-- And back, except where somebody was there in between.
select tests.act_as_admin();
alter table public.products disable trigger prepare_product;
update public.products set updated_at = now() + interval '1 second' where id = tests.id('third');
alter table public.products enable trigger prepare_product;
select tests.act_as('products@kuvaamo.example');
create temporary table undone as select public.edit_products(answer -> 'undo') as answer from answers;
select is(tests.dealers(), '-, Kuvakulma Helsinki, -, Pohjolan Kamera, -', 'undo puts the dealers back, but not of the product that was changed meanwhile');
select is((select jsonb_array_length(answer -> 'undo') from undone), 2, 'and says of which products');
select is(tests.balance('kuvaamo'), 150, 'the points are taken back');
select is(tests.balance('kuvaamo'), tests.sum_of_entries('kuvaamo'), 'the balance still equals the ledger');
select is((select bool_or((row ->> 'dealer_is_estimate')::boolean) from undone, jsonb_array_elements(answer -> 'products') row where row ->> 'serial_number' <> '1000003'),
  false, 'the mark of an estimate is put back too');

-- Removing.
select lives_ok($$ select public.remove_products(array[tests.id('first'), tests.id('third')]) $$, 'a product keeper removes two products');
select is((select array_agg(serial_number) from public.product_overview), array['1000002'], 'they leave the list');
select is(tests.balance('kuvaamo'), 0, 'their points are reversed');
select lives_ok($$ select public.remove_products(array[tests.id('first'), tests.id('third')]) $$, 'removing twice is no error');
select throws_ok($$ select tests.edit('first', 'second') $$, 'PT409', 'product_removed', 'a removed product is not edited, nor the others with it');
select tests.act_as('owner@rival.example');
select is((select claim from public.products where id = tests.id('claimed twice')), 'held', 'the serial went to the company that waited for it');

select * from finish();
