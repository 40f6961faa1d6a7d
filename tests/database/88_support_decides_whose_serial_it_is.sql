-- Support decides: claims, points and mails of both companies follow in one transaction, once, and the log says why.
select plan(40);

select tests.create_company('first');
select tests.create_company('second');
select tests.create_company('third');
select tests.create_model('M-1', 100);
insert into support.staff (email, name) values ('desk@cps.example', 'Saara'), ('gone@cps.example', 'Gone');
update support.staff set is_active = false where email = 'gone@cps.example';

select tests.register('one', 'first', 'M-1', 'A1');
select tests.register('three', 'third', 'M-1', 'A1');
update public.products set created_at = now() - interval '1 day' where id = tests.id('three');
select tests.register('two', 'second', 'M-1', 'A1');
create temporary view of_two as select id from private.disputes where claimant_product_id = tests.id('two');

-- Refusals.
select throws_ok($$ select support.resolve_dispute((select id from of_two), 'both', 'They asked nicely', 'desk@cps.example') $$, 'PT422', 'invalid_input', 'there are two ways to decide');
select throws_ok($$ select support.resolve_dispute((select id from of_two), null, 'They asked nicely', 'desk@cps.example') $$, 'PT422', 'invalid_input', 'not none');
select throws_ok($$ select support.resolve_dispute((select id from of_two), 'claimant', ' ok ', 'desk@cps.example') $$, 'PT422', 'reason_missing', 'a decision has a reason');
select throws_ok($$ select support.resolve_dispute((select id from of_two), 'claimant', null, 'desk@cps.example') $$, 'PT422', 'reason_missing', 'always');
select throws_ok($$ select support.resolve_dispute((select id from of_two), 'claimant', 'Receipt of 2019 seen', 'gone@cps.example') $$, 'PT403', 'staff_unknown', 'and a name that works here');
select throws_ok($$ select support.resolve_dispute(tests.id('nothing'), 'claimant', 'Receipt of 2019 seen', 'desk@cps.example') $$, 'PT409', 'dispute_not_open', 'a dispute that is none is not decided');
select tests.act_as('owner@second.example');
select throws_ok($$ select support.resolve_dispute(tests.id('two'), 'claimant', 'It is really mine', 'desk@cps.example') $$, '42501', null, 'members do not decide');
select tests.act_as_service();
select throws_ok($$ select support.resolve_dispute(tests.id('two'), 'claimant', 'It is really mine', 'desk@cps.example') $$, '42501', null, 'nor do edge functions');
select tests.act_as_admin();
select is((select count(*) from private.disputes where closed_at is null), 2::bigint, 'both disputes are open still');
select results_eq($$ select claim from public.products where serial_normalized = 'A1' order by id = tests.id('one') desc $$, $$ values ('held'), ('disputed'), ('disputed') $$, 'the claims are as they were');
select is((select count(*) from private.staff_actions), 0::bigint, 'and the log is empty');

-- For the claimant, though another claim is older.
select is(support.resolve_dispute((select id from of_two), 'claimant', 'Receipt of 2019 seen', 'Desk@cps.example'),
  'Decided: the serial goes to the company that claimed it. Both companies are told by mail.', 'the desk decides for the claimant');
select is((select claim from public.products where id = tests.id('one')), 'lost', 'the holder has lost it');
select is((select claim from public.products where id = tests.id('two')), 'held', 'the claimant has it');
select is((select claim from public.products where id = tests.id('three')), 'disputed', 'and no other claim, though it is older');
select is((select created_at from public.products where id = tests.id('two')), now(), 'its date of registration is what it was');
select results_eq($$ select kind, points, balance_after from public.point_entries where account_id = tests.id('first') order by entry_number $$,
  $$ values ('award', 100, 100), ('reversal', -100, 0) $$, 'the holder''s award is reversed');
select results_eq($$ select kind, points, balance_after from public.point_entries where account_id = tests.id('second') order by entry_number $$,
  $$ values ('award', 100, 100) $$, 'the claimant has earned it');
select results_eq($$ select recipient, data ->> 'outcome' from private.mail_outbox where kind = 'dispute_decided' order by recipient $$,
  $$ values ('owner@first.example', 'lost'), ('owner@second.example', 'won') $$, 'both are told');
select results_eq($$ select side, outcome from public.dispute_sides where dispute_id = (select id from of_two) order by side $$,
  $$ values ('claimant', 'won'), ('holder', 'lost') $$, 'and see how it ended');
select results_eq($$ select staff, action, account_id, reason, details from private.staff_actions $$,
  $$ values ('desk@cps.example', 'resolve_dispute', tests.id('second'), 'Receipt of 2019 seen', '{"decision": "claimant"}'::jsonb) $$, 'the log says who and why');
select results_eq($$ select state, outcome, decided_by, reason, claimant, holder from support.disputes where dispute = (select id from of_two) $$,
  $$ values ('closed', 'claimant', 'desk@cps.example', 'Receipt of 2019 seen', 'second', 'first') $$, 'so does the view');
select is((select state from public.support_cases where product_id = tests.id('two')), 'closed', 'the case is closed');
select is((select holder_product_id from private.disputes where closed_at is null), tests.id('two'), 'the third company''s claim is against the winner now');

-- Twice, and otherwise.
select is(support.resolve_dispute((select id from of_two), 'claimant', 'Receipt of 2019 seen', 'desk@cps.example'),
  'This was decided so before; nothing has changed.', 'the same decision again changes nothing');
select throws_ok($$ select support.resolve_dispute((select id from of_two), 'holder', 'Changed my mind', 'desk@cps.example') $$, 'PT409', 'dispute_not_open', 'another one is refused');
select is((select count(*) from public.point_entries), 3::bigint, 'no entry was added');
select is((select count(*) from private.mail_outbox where kind = 'dispute_decided'), 2::bigint, 'nor a mail');

-- For the holder, by the product's id.
select is(support.resolve_dispute(tests.id('three'), 'holder', 'No proof was given', 'desk@cps.example'),
  'Decided: the company that had the serial first keeps it. Both companies are told by mail.', 'the desk decides for the holder');
select is((select claim from public.products where id = tests.id('three')), 'lost', 'the claim is lost');
select is((select claim from public.products where id = tests.id('two')), 'held', 'the holder keeps it');
select is(tests.balance('second'), 100, 'with its points');
select is(tests.balance('third'), 0, 'the other has none');
select results_eq($$ select recipient, data ->> 'outcome' from private.mail_outbox where kind = 'dispute_decided' order by recipient $$,
  $$ values ('owner@first.example', 'lost'), ('owner@second.example', 'won'), ('owner@second.example', 'won'), ('owner@third.example', 'lost') $$, 'both are told');
select is((select count(*) from support.disputes where state = 'open'), 0::bigint, 'nothing is open any more');

-- A dispute the companies ended themselves is not decided afterwards.
select tests.register('four', 'third', 'M-1', 'B1');
select tests.register('five', 'first', 'M-1', 'B1');
update public.products set removed_at = now() where id = tests.id('five');
select throws_ok($$ select support.resolve_dispute(tests.id('five'), 'claimant', 'Receipt of 2019 seen', 'desk@cps.example') $$, 'PT409', 'dispute_not_open', 'a claim given up is not decided');
select is((select claim from public.products where id = tests.id('four')), 'held', 'the holder has the serial still');
select is_empty($$ select name from unnest(array['first', 'second', 'third']) name where tests.balance(name) <> tests.sum_of_entries(name) $$, 'balances are the sums of their entries');
select is_empty($$ select a.attname from pg_attribute a where a.attrelid in ('support.disputes'::regclass, 'support.proofs'::regclass, 'support.transfers'::regclass)
  and a.attnum > 0 and col_description(a.attrelid, a.attnum) is null $$, 'every column staff see is explained');
select is_empty($$ select proname from pg_proc where pronamespace = 'support'::regnamespace and obj_description(oid, 'pg_proc') is null $$, 'and so is every function');

select * from finish();
