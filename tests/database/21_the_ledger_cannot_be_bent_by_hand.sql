-- R3: the balance is the sum of the entries, whatever a hand in the dashboard tries.
select plan(26);

select tests.create_company('kuvaamo');
select tests.create_company('rival');
select tests.create_model('M-100', 100);
select tests.register('camera', 'kuvaamo', 'M-100', 'A1');
select tests.register('unfinished', 'kuvaamo', 'M-100', 'A2', false);

select throws_ok(attempt, 'PT409', 'ledger_append_only', 'refused: ' || attempt) from (values
  ('update public.point_entries set points = 9999'), ('update public.point_entries set reason = null'), ('delete from public.point_entries'),
  ('truncate public.point_entries cascade'), ('truncate public.point_balances')) as attempts (attempt);
select throws_ok(attempt, 'PT409', 'balance_is_derived', 'refused: ' || attempt) from (values
  ('update public.point_balances set balance = 9999'), ('delete from public.point_balances'),
  ($$ insert into public.point_balances (account_id, balance) values (tests.id('rival'), 500) $$)) as attempts (attempt);
select throws_ok($$ delete from public.accounts where id = tests.id('kuvaamo') $$, '23503', null, 'a company with a ledger is not deleted');

-- Awards and reversals come from completeness alone.
select throws_ok($$ insert into public.point_entries (account_id, product_id, model_id, kind, points, balance_after, source)
  values (tests.id('kuvaamo'), tests.id('unfinished'), tests.id('M-100'), 'award', 100, 0, 'by hand') $$, 'PT403', 'not_allowed', 'no award by hand');
select throws_ok($$ insert into public.point_entries (account_id, product_id, model_id, kind, points, balance_after, source, reverses_id)
  select account_id, product_id, model_id, 'reversal', -points, 0, 'by hand', id from public.point_entries where kind = 'award' $$, 'PT403', 'not_allowed',
  'no reversal by hand');
select is(tests.balance('kuvaamo'), 100, 'the balance is as it was');
select is(tests.sum_of_entries('kuvaamo'), 100, 'and so is the sum');

-- Adjustments are the way, with a reason.
select lives_ok($$ insert into public.point_entries (account_id, kind, points, balance_after, source, reason)
  values (tests.id('kuvaamo'), 'adjustment', 50, 12345, 'case S-001001', 'Goodwill') $$, 'staff adjust points with a reason');
select is(tests.balance('kuvaamo'), 150, 'the balance follows');
select is((select balance_after from public.point_entries where source = 'case S-001001'), 150, 'the balance noted in the entry is computed, not believed');
select throws_ok($$ insert into public.point_entries (account_id, kind, points, balance_after, source, reason)
  values (tests.id('kuvaamo'), 'adjustment', 50, 0, 'case 2', '  ') $$, '23514', null, 'an adjustment without reason is refused');
select throws_ok($$ insert into public.point_entries (account_id, kind, points, balance_after, source, reason)
  values (tests.id('kuvaamo'), 'adjustment', 0, 0, 'case 2', 'Nothing') $$, '23514', null, 'an adjustment of nothing is refused');
select throws_ok($$ insert into public.point_entries (account_id, kind, points, balance_after, source, reason)
  values (tests.id('kuvaamo'), 'gift', 10, 0, 'case 2', 'Nice') $$, 'PT403', 'not_allowed', 'an unknown kind is refused');
select throws_ok($$ insert into public.point_entries (account_id, kind, points, balance_after, source, reason)
  values (tests.id('rival'), 'adjustment', 50, 0, 'case S-001001', 'Again') $$, '23505', null, 'one source makes one entry, in all companies');
select throws_ok($$ insert into public.point_entries (account_id, kind, points, balance_after, source, reason)
  values (tests.id('kuvaamo'), 'adjustment', 50, 0, 'case S-001001', 'Again') on conflict do nothing $$, '23505', null,
  'asking to ignore the conflict does not book it either');
select is(tests.balance('kuvaamo'), tests.sum_of_entries('kuvaamo'), 'after all refusals the balance is the sum');
select is(tests.balance('rival'), 0, 'and the other company has nothing');

-- Several entries in one statement.
insert into public.point_entries (account_id, kind, points, balance_after, source, reason)
select tests.id('kuvaamo'), 'adjustment', step, 0, 'step ' || step, 'Many' from generate_series(1, 4) step;
select is((select array_agg(balance_after order by entry_number) from public.point_entries where source like 'step %'), array[151, 153, 156, 160],
  'entries of one statement each see the one before');
select is(tests.balance('kuvaamo'), 160, 'and the balance is the last of them');
insert into public.point_entries (account_id, kind, points, balance_after, source, reason) values (tests.id('kuvaamo'), 'adjustment', -170, 0, 'fraud', 'Reversed');
select is(tests.balance('kuvaamo'), -10, 'an adjustment may take more than there is');

select * from finish();
