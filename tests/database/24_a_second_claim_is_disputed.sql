-- R5 and decision 2: the first claim holds the serial, the second waits and earns nothing, and moves up when the serial is given up.
select plan(31);

select tests.create_company('first');
select tests.create_company('second');
select tests.create_company('third');
select tests.create_model('M-100', 100);

select tests.register('one', 'first', 'M-100', 'A1');
select lives_ok($$ select tests.register('two', 'second', 'M-100', 'a-1') $$, 'a second claim is stored, not refused');
select results_eq($$ select claim, is_complete, missing from public.products where id = tests.id('two') $$, $$ values ('disputed', false, '{}'::text[]) $$,
  'as disputed, with nothing missing but not complete');
select is(tests.balance('second'), 0, 'it earns nothing');
select is(tests.balance('first'), 100, 'and takes nothing from the first');
select results_eq($$ select topic, product_id, state from public.support_cases where account_id = tests.id('second') $$,
  $$ values ('disputed_serial', tests.id('two'), 'open') $$, 'support gets a case');
select is((select pending_points from public.product_overview where id = tests.id('two')), 0, 'a disputed product promises no points');
update public.products set dealer_name = 'Elsewhere' where id = tests.id('two');
select is((select claim from public.products where id = tests.id('two')), 'disputed', 'editing it does not decide it');
update public.products set serial_number = 'B2' where id = tests.id('two');
select is(tests.balance('second'), 100, 'a free serial is held at once');
update public.products set serial_number = 'A1' where id = tests.id('two');
select is(tests.balance('second'), 0, 'going back is disputed again');
select is((select count(*) from public.support_cases where product_id = tests.id('two')), 1::bigint, 'in the case that is open already');
update public.products set created_at = created_at - interval '1 day' where id = tests.id('two');
select tests.register('three', 'third', 'M-100', 'A1');

-- Twice in one company is a mistake the member can correct.
select throws_ok($$ select tests.register('again', 'first', 'M-100', 'a 1') $$, 'PT409', 'serial_in_own_account', 'a company does not register its own product twice');
select throws_ok($$ select tests.register('again', 'second', 'M-100', 'A1') $$, 'PT409', 'serial_in_own_account', 'nor its own disputed one');
create function tests.read_detail(statement text) returns text language plpgsql as $$
declare
  detail text;
begin
  execute statement;
  return null;
exception when others then
  get stacked diagnostics detail = pg_exception_detail;
  return detail;
end
$$;
select is(tests.read_detail($$ select tests.register('again', 'second', 'M-100', 'A1') $$), tests.id('two')::text, 'the detail names its own product, not the holder''s');
select is((select count(*) from public.products where serial_normalized = 'A1'), 3::bigint, 'nothing was stored');

-- The holder gives it up: the oldest claim is promoted in the same transaction.
select tests.act_as('owner@first.example');
select public.remove_product(tests.id('one'));
select tests.act_as_admin();
select is((select claim from public.products where id = tests.id('two')), 'held', 'removal promotes the oldest claim');
select is((select claim from public.products where id = tests.id('three')), 'disputed', 'and that one only');
select is(tests.balance('first'), 0, 'the first has lost its points');
select is(tests.balance('second'), 100, 'the second has earned them');
update public.products set serial_number = 'C3' where id = tests.id('two');
select is((select claim from public.products where id = tests.id('three')), 'held', 'another serial promotes the next claim as well');
select is(tests.balance('third'), 100, 'which earns');

-- Support decides.
select tests.register('claimed', 'first', 'M-100', 'A1');
update public.products set claim = 'lost' where id = tests.id('three');
select is(tests.balance('third'), 0, 'a lost claim is reversed');
select is((select claim from public.products where id = tests.id('claimed')), 'held', 'the other one holds');
select is(tests.balance('first'), 100, 'and earns');
select throws_ok($$ update public.products set claim = 'held' where id = tests.id('three') $$, '23505', null, 'two holders are impossible, even by hand');
update public.products set dealer_name = 'Elsewhere' where id = tests.id('three');
select is((select claim from public.products where id = tests.id('three')), 'lost', 'an edit does not bring a lost claim back');
select throws_ok($$ update public.products set claim = 'none' where id = tests.id('claimed') $$, '23514', null, 'a claim is not wiped by hand');
select is((select count(*) from public.products where serial_normalized = 'A1' and claim = 'held'), 1::bigint, 'one company holds the serial');

-- The job finds serials nobody holds.
select tests.register('fourth', 'second', 'M-100', 'D4');
select tests.register('fifth', 'third', 'M-100', 'D4');
set local session_replication_role = replica;
update public.products set serial_number = 'D5', serial_normalized = 'D5' where id = tests.id('fourth');
set local session_replication_role = origin;
select service.sweep();
select is((select claim from public.products where id = tests.id('fifth')), 'held', 'a claim that was passed over is promoted by the job');
select is(tests.balance(name), tests.sum_of_entries(name), 'the balance of ' || name || ' is the sum of its entries') from unnest(array['first', 'second', 'third']) name;

select * from finish();
