-- Points are added and taken by the desk with a reason and a name; more than the limit needs two people.
select plan(30);

select tests.create_desk();
select tests.create_company('kuvaamo');
select tests.create_model('M-100', 100);
select tests.register('camera', 'kuvaamo', 'M-100', 'A1');

select is(support.adjust_points(tests.id('kuvaamo'), 50, 'Trade fair in Turku', 'Veera@Desk.example '), '+50 points for kuvaamo; the balance is 150.', 'points are added');
select is(support.adjust_points(tests.id('kuvaamo'), -20, 'Counted twice at the fair', 'veera@desk.example'), '-20 points for kuvaamo; the balance is 130.', 'and taken');
select results_eq($$ select kind, points, balance_after, reason, made_by from support.ledger where account_id = tests.id('kuvaamo') and kind = 'adjustment' order by entry_number $$,
  $$ values ('adjustment', 50, 150, 'Trade fair in Turku', 'veera@desk.example'), ('adjustment', -20, 130, 'Counted twice at the fair', 'veera@desk.example') $$,
  'the ledger shows who and why');
select results_eq($$ select staff, action, reason from private.staff_actions order by id $$,
  $$ values ('veera@desk.example', 'adjust_points', 'Trade fair in Turku'), ('veera@desk.example', 'adjust_points', 'Counted twice at the fair') $$, 'and so does the log of acts');
select is((select count(*) from support.audit where table_name = 'point_entries' and who = 'veera@desk.example' and reason is not null), 2::bigint,
  'the log of changes names the same person and reason');

-- Refusals.
select throws_ok($$ select support.adjust_points(tests.id('nobody'), 50, 'Trade fair', 'veera@desk.example') $$, 'PT404', 'account_not_found', 'a company that is not there');
select throws_ok($$ select support.adjust_points(tests.id('kuvaamo'), 50, 'Trade fair', 'stranger@desk.example') $$, 'PT403', 'staff_unknown', 'a person who is not of the desk');
select throws_ok($$ select support.adjust_points(tests.id('kuvaamo'), 50, 'Trade fair', null) $$, 'PT403', 'staff_unknown', 'nobody at all');
select throws_ok($$ select support.adjust_points(tests.id('kuvaamo'), 50, ' fair ', 'veera@desk.example') $$, 'PT422', 'reason_missing', 'a reason of one word');
select throws_ok($$ select support.adjust_points(tests.id('kuvaamo'), 50, null, 'veera@desk.example') $$, 'PT422', 'reason_missing', 'no reason');
select throws_ok($$ select support.adjust_points(tests.id('kuvaamo'), 0, 'Nothing at all', 'veera@desk.example') $$, 'PT422', 'points_missing', 'no points');
select throws_ok($$ select support.adjust_points(tests.id('kuvaamo'), null, 'Nothing at all', 'veera@desk.example') $$, 'PT422', 'points_missing', 'nor any number');
select throws_ok($$ select support.adjust_points(tests.id('kuvaamo'), 500, 'Many points', 'veera@desk.example', 'veera@desk.example') $$, 'PT403', 'same_person', 'consent of oneself');
select throws_ok($$ select support.adjust_points(tests.id('kuvaamo'), 500, 'Many points', 'veera@desk.example', 'stranger@desk.example') $$, 'PT403', 'staff_unknown', 'consent of a stranger');
select throws_ok($$ select support.adjust_points(tests.id('kuvaamo'), 500, ' ', 'veera@desk.example') $$, 'PT422', 'reason_missing', 'many points without a reason');
update support.staff set is_active = false where email = 'onni@desk.example';
select throws_ok($$ select support.adjust_points(tests.id('kuvaamo'), 500, 'Many points', 'veera@desk.example') $$, 'PT422', 'second_person_missing', 'nobody else is there');
select throws_ok($$ select support.adjust_points(tests.id('kuvaamo'), 50, 'Trade fair', 'onni@desk.example') $$, 'PT403', 'staff_unknown', 'who has left does nothing any more');
update support.staff set is_active = true where email = 'onni@desk.example';
select is(tests.balance('kuvaamo'), 130, 'after all refusals the balance is as it was');
select is((select count(*) from private.staff_actions), 2::bigint, 'and no act is noted');
select is((select count(*) from support.approvals), 0::bigint, 'nor a request');

-- The limit itself is the desk's own number.
select is(support.adjust_points(tests.id('kuvaamo'), 200, 'Exactly the limit', 'veera@desk.example'), '+200 points for kuvaamo; the balance is 330.', 'the limit itself is given alone');
select alike(support.adjust_points(tests.id('kuvaamo'), -201, 'One more', 'veera@desk.example'), 'Nothing is done yet. Request %', 'one more is asked for, also downwards');
select is(tests.balance('kuvaamo'), 330, 'and nothing is booked yet');
select is(tests.consent(), '-201 points for kuvaamo; the balance is 129.', 'until the second person consents');
select is(tests.balance('kuvaamo'), 129, 'then it is');

-- An adjustment cannot stand in the way of a product's own entries.
select throws_ok(format($$ insert into public.point_entries (account_id, kind, points, balance_after, source, reason)
  values (tests.id('kuvaamo'), 'adjustment', 1, 0, %L, 'By hand') $$, source), '23514', null, 'no adjustment under the name ' || source)
from (values ('award:' || tests.id('camera') || ':2'), ('reversal:x'), ('AWARD:x')) as names (source);
update public.products set dealer_name = null where id = tests.id('camera');
update public.products set dealer_name = 'Kuvakulma' where id = tests.id('camera');
select is(tests.balance('kuvaamo'), 129, 'and the product is saved as before');
select is(tests.balance('kuvaamo'), tests.sum_of_entries('kuvaamo'), 'the balance is the sum');

select * from finish();
