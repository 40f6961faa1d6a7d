-- R7, R8, R9: one current membership, its tier and term fixed; points lost later change nothing, more points allow an upgrade.
select plan(24);

select tests.create_company('kuvaamo');
select tests.give_points('kuvaamo', 1000);
select tests.join_tier('kuvaamo', 'gold');

select throws_ok($$ insert into public.memberships (account_id, number, tier_code, currency, amount_minor, starts_on, ends_on, payment_method)
  select account_id, number, 'silver', 'EUR', 100, current_date, current_date + 365, 'card' from public.memberships $$, 'PT409', 'membership_exists',
  'a second current membership is refused by hand');
select throws_ok($$ select tests.join_tier('kuvaamo', 'silver') $$, 'PT409', 'membership_exists', 'and by joining again');

select tests.give_points('kuvaamo', -900);
select is((select tier_code from public.memberships), 'gold', 'losing points changes no tier');
select lives_ok($$ update public.memberships set renews = false $$, 'and the membership is still edited');
select lives_ok($$ update public.memberships set state = 'past_due' $$, 'its state moves on');

select throws_ok(attempt, 'PT409', 'tier_locked', 'refused: ' || attempt) from (values
  ($$ update public.memberships set tier_code = 'silver' $$), ($$ update public.memberships set ends_on = current_date $$),
  ($$ update public.memberships set ends_on = current_date, tier_code = 'silver' $$), ('delete from public.memberships'), ('truncate public.memberships cascade')
  ) as attempts (attempt);
select throws_ok(attempt, 'PT403', 'not_allowed', 'refused: ' || attempt) from (values
  ($$ update public.memberships set currency = 'SEK' $$), ($$ update public.memberships set account_id = tests.id('rival') $$),
  ($$ update public.memberships set number = 'CPS-FI0000026' $$)) as attempts (attempt);
select throws_ok($$ update public.memberships set tier_code = 'platinum' $$, 'PT422', 'tier_not_offered', 'an upgrade needs the points');
select throws_ok($$ update public.memberships set state = 'ended' $$, '23514', null, 'ending needs a reason');
select results_eq($$ select tier_code, currency, ends_on - starts_on >= 365 from public.memberships $$, $$ values ('gold', 'EUR', true) $$, 'after the refusals all is as it was');

select tests.give_points('kuvaamo', 1900);
select lives_ok($$ update public.memberships set tier_code = 'platinum' $$, 'with the points an upgrade works at any time');
select throws_ok($$ update public.memberships set tier_code = 'gold' $$, 'PT409', 'tier_locked', 'and is locked in turn');

update public.memberships set state = 'ended', end_reason = 'Asked by the company';
select throws_ok($$ update public.memberships set state = 'active', end_reason = null $$, 'PT403', 'not_allowed', 'an ended membership does not come back');
select lives_ok($$ select tests.join_tier('kuvaamo', 'silver') $$, 'the company joins anew');
select is((select count(distinct number) from public.memberships), 2::bigint, 'under a new number');
select is((select count(*) from public.memberships where state <> 'ended'), 1::bigint, 'and has one current membership');

-- At the end of the term.
select tests.create_company('patient');
select tests.give_points('patient', 2000);
insert into public.membership_numbers (number, account_id, origin) values ('OLD-2', tests.id('patient'), 'former');
insert into public.memberships (account_id, number, tier_code, currency, amount_minor, starts_on, ends_on, payment_method)
values (tests.id('patient'), 'OLD-2', 'platinum', 'EUR', 100, current_date - 365, current_date, 'card');
select lives_ok($$ update public.memberships set tier_code = 'silver', ends_on = current_date + 365 where account_id = tests.id('patient') $$,
  'a downgrade works when the term is over');

-- Numbers belong to their company.
select throws_ok($$ insert into public.memberships (account_id, number, tier_code, currency, amount_minor, starts_on, ends_on, payment_method, state, end_reason)
  select tests.id('rival'), 'OLD-2', 'silver', 'EUR', 100, current_date, current_date + 365, 'card', 'active', null
  from (select tests.create_company('rival'), tests.give_points('rival', 500)) arranged $$, 'PT403', 'not_allowed', 'nobody joins under another company''s number');

select * from finish();
