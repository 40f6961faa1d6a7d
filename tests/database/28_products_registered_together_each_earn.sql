-- R2 and R3: products written by one statement earn as if they came one by one.
select plan(16);

select tests.create_company('kuvaamo');
select tests.create_company('rival');
select tests.create_model('M-100', 100);
select tests.create_model('M-200', 200);
select tests.create_model('M-OLD', 300);
update public.product_models set counts_until = (now() at time zone 'utc')::date - 1 where code = 'M-OLD';
select tests.register('first', 'rival', 'M-100', 'TAKEN');
select tests.give_points('kuvaamo', 50);

create function tests.entries(account text) returns table (product text, points integer, balance_after integer) language sql as $$
  select product.serial_number, entry.points, entry.balance_after
  from public.point_entries entry join public.products product on product.id = entry.product_id
  where entry.account_id = tests.id(account) order by entry.entry_number
$$;

-- Two companies, two models, one product unfinished, one serial taken, one claimed twice by the statement itself, one worth nothing any more.
select lives_ok($$
  insert into public.products (account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
  select tests.id(account), tests.id(model), serial, date '2024-05-02', 'FI', dealer
  from (values (1, 'kuvaamo', 'M-100', 'Z9', 'Shop'), (2, 'rival', 'M-200', 'R1', 'Shop'), (3, 'kuvaamo', 'M-200', 'A1', 'Shop'), (4, 'kuvaamo', 'M-100', 'B1', null),
               (5, 'kuvaamo', 'M-100', 'TAKEN', 'Shop'), (6, 'rival', 'M-200', 'A1', 'Shop'), (7, 'kuvaamo', 'M-OLD', 'C1', 'Shop'), (8, 'kuvaamo', 'M-100', 'D1', 'Shop'))
    as row (place, account, model, serial, dealer) order by place
$$, 'eight products of two companies come at once');
select results_eq($$ select * from tests.entries('kuvaamo') $$,
  $$ values ('Z9', 100, 150), ('A1', 200, 350), ('C1', 0, 350), ('D1', 100, 450) $$, 'each complete one has one entry with the balance after it, in their order');
select results_eq($$ select * from tests.entries('rival') $$, $$ values ('TAKEN', 100, 100), ('R1', 200, 300) $$, 'so it is for the other company');
select is(tests.balance('kuvaamo'), tests.sum_of_entries('kuvaamo'), 'the balance is the sum of the entries');
select is(tests.balance('rival'), tests.sum_of_entries('rival'), 'for both');
select is((select count(*) from public.products where claim = 'disputed'), 2::bigint, 'serials of others are disputed and earn nothing');
select is((select count(*) from private.disputes), 2::bigint, 'each with its dispute');
select is((select count(*) from public.invitations), 0::bigint, 'nobody is invited below the threshold');

-- Crossing the threshold in the middle of a statement.
insert into public.products (account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
select tests.id('kuvaamo'), tests.id('M-100'), 'E' || step, date '2024-05-02', 'FI', 'Shop' from generate_series(1, 10) step;
select is(tests.balance('kuvaamo'), 1450, 'ten more earn ten times');
select is((select array_agg(balance) from public.invitations),
  (select array_agg(min) from (select min(balance_after) from public.point_entries, public.programme_settings
    where account_id = tests.id('kuvaamo') and balance_after >= invitation_points) as crossing), 'the first entry over the threshold invites, once');
select is((select count(*) from private.mail_outbox where kind = 'invitation'), 1::bigint, 'by one mail');

-- What comes later goes its way as ever.
update public.products set dealer_name = 'Shop' where serial_number = 'B1';
update public.products set dealer_name = null where serial_number = 'Z9';
select is(tests.balance('kuvaamo'), 1450, 'completing one and spoiling another cancel out');
select is((select source from public.point_entries order by entry_number desc limit 1),
  (select 'reversal:' || id from public.point_entries where product_id = (select id from public.products where serial_number = 'Z9') and kind = 'award'),
  'by a reversal of the award');

-- A statement that is refused in its last row.
select throws_ok($$
  insert into public.products (account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
  select tests.id('kuvaamo'), tests.id('M-100'), serial, date '2024-05-02', 'FI', 'Shop' from unnest(array['F1', 'F2', 'Z9']) serial
$$, 'PT409', 'serial_in_own_account', 'one bad row refuses them all');
select is(tests.balance('kuvaamo'), 1450, 'and nothing is booked');
select is((select count(*) from (select product_id from public.point_entries entry where kind = 'award'
    and not exists (select from public.point_entries reversal where reversal.reverses_id = entry.id) group by product_id having count(*) > 1) as twice),
  0::bigint, 'no product has two awards');

select * from finish();
