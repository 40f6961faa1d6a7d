-- R15: who tries to register a product for another company hears the same, whatever that company has.
select plan(6);

select tests.create_company('kuvaamo');
select tests.create_company('rival');
select tests.create_model('X-1', 100, '^\d{7}$');
select tests.create_model('OLD-1', 100, '^\d{7}$');
update public.product_models set is_registrable = false where code = 'OLD-1';
select tests.register('camera', 'kuvaamo', 'X-1', '1234567');

create table tests.attempts (model text, serial text, what text);
insert into tests.attempts values
  ('X-1', '1234567', 'has it'), ('X-1', '7654321', 'does not have it'), ('X-1', 'nonsense', 'could not have it'), ('OLD-1', '1234567', 'may migrate it or not');
grant usage on schema tests to authenticated;
grant select on tests.attempts to authenticated;

select tests.act_as('owner@rival.example');
select throws_ok(format('insert into public.products (account_id, model_id, serial_number) values (%L, %L, %L)', tests.id('kuvaamo'), tests.id(model), serial),
  '42501', 'new row violates row-level security policy for table "products"', 'a stranger hears the same when the company ' || what)
from tests.attempts;
select tests.act_as('viewer@kuvaamo.example');
select throws_ok(format('insert into public.products (account_id, model_id, serial_number) values (%L, %L, %L)', tests.id('kuvaamo'), tests.id('X-1'), '1234567'),
  '42501', null, 'so does its own viewer');
select tests.act_as('products@kuvaamo.example');
select throws_ok(format('insert into public.products (account_id, model_id, serial_number) values (%L, %L, %L)', tests.id('kuvaamo'), tests.id('X-1'), '1234567'),
  'PT409', 'serial_in_own_account', 'its product keeper is told');

select * from finish();
