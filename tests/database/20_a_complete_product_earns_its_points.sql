-- R1 and R2: what is complete, what it earns, when, and how often.
select plan(36);

select tests.create_company('kuvaamo');
select tests.create_model('M-100', 100);
select tests.create_model('M-400', 400);

-- Completeness, by each part that may be missing.
insert into public.products (id, account_id, model_id) values (tests.id('bare'), tests.id('kuvaamo'), tests.id('M-100'));
select is(missing, array['serial_number', 'purchase_date', 'purchase_country', 'dealer'], 'a product with its model alone lacks all four')
from public.products where id = tests.id('bare');

insert into public.products (id, account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
select tests.id('without ' || part), tests.id('kuvaamo'), tests.id('M-100'), case when part <> 'serial_number' then upper(left(md5(part), 8)) end,
       case when part <> 'purchase_date' then date '2024-05-02' end, case when part <> 'purchase_country' then 'FI' end, case when part <> 'dealer' then 'Shop' end
from unnest(array['serial_number', 'purchase_date', 'purchase_country', 'dealer']) part;
select is(product.missing, array[part], 'without ' || part || ' exactly that is missing')
from unnest(array['serial_number', 'purchase_date', 'purchase_country', 'dealer']) part join public.products product on product.id = tests.id('without ' || part);
select ok(not product.is_complete, 'without ' || part || ' a product is not complete')
from unnest(array['serial_number', 'purchase_date', 'purchase_country', 'dealer']) part join public.products product on product.id = tests.id('without ' || part);
select is(tests.balance('kuvaamo'), 0, 'nothing incomplete earns points');
select is((select pending_points from public.product_overview where id = tests.id('bare')), 100, 'the overview shows what completing would bring');

insert into public.products (id, account_id, model_id, serial_number, purchased_on, purchased_on_is_estimate, purchase_country, dealer_name, dealer_is_estimate)
values (tests.id('estimated'), tests.id('kuvaamo'), tests.id('M-100'), 'E1', date '2019-01-01', true, 'FI', 'Some shop', true);
select ok(is_complete, 'estimates count as given') from public.products where id = tests.id('estimated');
select is(tests.balance('kuvaamo'), 100, 'and earn at once');

update public.products set dealer_name = '   ' where id = tests.id('estimated');
select is(missing, array['dealer'], 'blanks are not a dealer') from public.products where id = tests.id('estimated');
select is(tests.balance('kuvaamo'), 0, 'losing completeness takes the points back');
update public.products set dealer_name = ' Some shop ' where id = tests.id('estimated');
select is(dealer_name, 'Some shop', 'a dealer is stored without blanks around') from public.products where id = tests.id('estimated');
select is(tests.balance('kuvaamo'), 100, 'completing again brings them again');
select results_eq($$ select kind, points, balance_after from public.point_entries where product_id = tests.id('estimated') order by entry_number $$,
  $$ values ('award', 100, 100), ('reversal', -100, 0), ('award', 100, 100) $$, 'each step is an entry; none was changed');

-- Once, and frozen.
update public.products set purchase_country = 'SE', purchased_on = '2019-02-02' where id = tests.id('estimated');
select is((select count(*) from public.point_entries where product_id = tests.id('estimated')), 3::bigint, 'an edit that keeps it complete adds no entry');
update public.product_models set points = 9000 where id = tests.id('M-100');
update public.products set dealer_name = 'Other shop' where id = tests.id('estimated');
select is(tests.balance('kuvaamo'), 100, 'a later change of the catalogue is not retroactive');
select is((select points from public.product_overview where id = tests.id('estimated')), 100, 'the overview shows the frozen value');
select tests.register('later', 'kuvaamo', 'M-100', 'L1');
select is(tests.balance('kuvaamo'), 9100, 'the next product earns the new value');

-- Another model: the old award goes, the new one comes.
update public.products set model_id = tests.id('M-400') where id = tests.id('later');
select is(tests.balance('kuvaamo'), 500, 'changing the model exchanges the points');
select results_eq($$ select kind, points from public.point_entries where product_id = tests.id('later') order by entry_number $$,
  $$ values ('award', 9000), ('reversal', -9000), ('award', 400) $$, 'by a reversal and an award');

-- Removal.
update public.product_models set points = 100 where id = tests.id('M-100');
select tests.act_as('owner@kuvaamo.example');
select lives_ok($$ select public.remove_product(tests.id('later')) $$, 'an owner removes a product');
select is(tests.balance('kuvaamo'), 100, 'its points are reversed');
select is((select count(*) from public.product_overview where id = tests.id('later')), 0::bigint, 'it leaves the list');
select throws_ok($$ update public.products set dealer_name = 'X' where id = tests.id('later') $$, 'PT409', 'product_removed', 'it is not edited any more');
select tests.act_as_admin();
select throws_ok($$ update public.products set removed_at = null where id = tests.id('later') $$, 'PT409', 'product_removed', 'nor brought back by hand');
select throws_ok($$ delete from public.products where id = tests.id('later') $$, 'PT409', 'product_delete_refused', 'nor deleted');
select throws_ok($$ truncate public.products cascade $$, 'PT409', null, 'nor truncated');
select is(tests.balance('kuvaamo'), tests.sum_of_entries('kuvaamo'), 'the balance is the sum of the entries');
select isnt(removed_at, null, 'the removed product is still on record') from public.products where id = tests.id('later');

-- A hand in the dashboard cannot claim completeness.
select throws_ok($$ update public.products set is_complete = true where id = tests.id('bare') $$, '428C9', null, 'completeness is derived, not written');
select throws_ok($$ update public.products set account_id = tests.id('nobody') where id = tests.id('bare') $$, 'PT403', 'not_allowed', 'a product does not change its company');
update public.products set claim = 'held', serial_normalized = 'INVENTED' where id = tests.id('bare');
select is((select array[claim, serial_normalized] from public.products where id = tests.id('bare')), array['none', null], 'claim and serial follow what was typed');

select * from finish();
