-- Dates, models, lengths and repeated ids of a product.
select plan(33);

select tests.create_company('kuvaamo');
select tests.create_model('M-100', 100, '^[A-Z0-9]{1,40}$');
select tests.create_model('M-OLD', 100);
select tests.register('camera', 'kuvaamo', 'M-100', 'A1');

select throws_ok(format('update public.products set purchased_on = %L', day), 'PT422', 'purchase_date_in_future', day || ' is in the future')
from unnest(array[(current_date + 2)::text, '2999-01-01', 'infinity']) day;
select throws_ok(format('update public.products set purchased_on = %L', day), 'PT422', 'purchase_date_too_old', day || ' is before any product')
from unnest(array['1949-12-31', '0001-01-01', '-infinity']) day;
select lives_ok(format('update public.products set purchased_on = %L', day), day || ' is a purchase date') from unnest(array['1950-01-01', current_date::text]) day;
select is((select purchased_on from public.products where id = tests.id('camera')), current_date, 'what was accepted is stored, and nothing of the rest');

select throws_ok($$ insert into public.products (account_id, model_id) values (tests.id('kuvaamo'), tests.id('no such model')) $$, 'PT404', 'model_not_found', 'an unknown model is refused');
select throws_ok($$ insert into public.products (account_id, model_id) values (tests.id('kuvaamo'), null) $$, 'PT404', 'model_not_found', 'so is none');
select throws_ok($$ update public.products set purchase_country = 'XX' $$, '23503', null, 'an unknown country is refused');
select throws_ok($$ update public.products set serial_number = rpad('1', 61, ' 1') $$, '23514', null, 'a serial has at most 60 characters as typed');
select throws_ok($$ update public.products set dealer_name = repeat('x', 121) $$, '23514', null, 'a dealer at most 120');
select lives_ok($$ update public.products set dealer_name = '<script>alert(1)</script> 🎥' $$, 'what looks like markup is text');

-- An id made by the browser.
select throws_ok($$ select tests.register('camera', 'kuvaamo', 'M-100', 'A2') $$, '23505', null, 'an id given twice is refused: a second click stores nothing');
select is((select count(*) from public.products where account_id = tests.id('kuvaamo')), 1::bigint, 'and there is one product');
select is((select count(*) from public.point_entries where account_id = tests.id('kuvaamo')), 1::bigint, 'with one entry');

-- Models out of the catalogue.
select tests.register('old camera', 'kuvaamo', 'M-OLD', 'A1');
update public.product_models set is_registrable = false where id = tests.id('M-OLD');
select throws_ok($$ select tests.register('another', 'kuvaamo', 'M-OLD', 'A3') $$, 'PT422', 'model_not_registrable', 'a model taken out is not registered any more');
select lives_ok($$ update public.products set dealer_name = 'Pohjolan Kamera' where id = tests.id('old camera') $$, 'a product of it is still edited');
select throws_ok($$ update public.products set model_id = tests.id('M-OLD'), serial_number = 'A4' where id = tests.id('camera') $$, 'PT422', 'model_not_registrable', 'and none becomes one');
select throws_ok($$ delete from public.product_models where id = tests.id('M-OLD') $$, '23503', null, 'a model with products is not deleted');

-- The search.
select tests.act_as('viewer@kuvaamo.example');
select is((select array_agg(code) from public.search_models('m-100')), array['M-100'], 'a model is found by its code, in any case');
select is((select array_agg(code) from public.search_models('model 100')), array['M-100'], 'and by its words in any order of the name');
select is((select count(*) from public.search_models('m-old')), 0::bigint, 'one taken out is not found');
select is((select count(*) from public.search_models('%')), 0::bigint, 'a percent sign is a character');
select is((select count(*) from public.search_models('_')), 0::bigint, 'so is an underscore');
select is((select count(*) from public.search_models('\')), 0::bigint, 'and a backslash');
select cmp_ok((select count(*) from public.search_models('')), '<=', 20::bigint, 'nothing typed answers at most 20');
select lives_ok($$ select * from public.search_models(null) $$, 'nothing at all is no error');
select lives_ok($$ select * from public.search_models(repeat('x', 100000)) $$, 'nor is far too much');

select tests.act_as_admin();
select throws_ok($$ select service.request_account('us@company.example', 'Company Inc', 'AB12345', 'US', 'Name', null, 'en') $$, 'PT422', 'invalid_input', 'a company from outside the member countries cannot ask to join');
select is((select count(*) from private.account_requests where email = 'us@company.example'), 0::bigint, 'and nothing is stored');

select * from finish();
