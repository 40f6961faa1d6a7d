-- R2: a change of the catalogue reaches no product that earned its points before, also when it was incomplete meanwhile.
select plan(4);

select tests.create_company('kuvaamo');
select tests.create_model('M-1', 100, '^\d{7}$');
select tests.create_model('M-2', 50, '^\d{7}$');
select tests.register('camera', 'kuvaamo', 'M-1', '1234567');
update public.product_models set points = 9000 where id = tests.id('M-1');

update public.products set dealer_name = null where id = tests.id('camera');
select is(tests.balance('kuvaamo'), 0, 'a product that became incomplete earns nothing');
update public.products set dealer_name = 'Kuvakulma Helsinki' where id = tests.id('camera');
select is(tests.balance('kuvaamo'), 100, 'completed again it earns what it did, not what the catalogue says now');
update public.products set model_id = tests.id('M-2') where id = tests.id('camera');
select is(tests.balance('kuvaamo'), 50, 'another model has its own value');
update public.products set model_id = tests.id('M-1') where id = tests.id('camera');
select is(tests.balance('kuvaamo'), 100, 'and the first one keeps its value');

select * from finish();
