-- R14: CPS-, country, running number, check digit; former numbers stay.
select plan(19);

select is(private.check_digit(body), digit, body || ' has the check digit ' || digit)
from (values ('FI000001', '8'), ('FI000002', '6'), ('SE000001', '0'), ('FI999999', private.check_digit('FI999999'))) as known (body, digit);
select is_empty($$ select number from generate_series(1, 200) number, generate_series(0, 9) wrong, generate_series(3, 8) place
  where substr('FI' || lpad(number::text, 6, '0'), place, 1) <> wrong::text
    and private.check_digit(overlay('FI' || lpad(number::text, 6, '0') placing wrong::text from place for 1)) = private.check_digit('FI' || lpad(number::text, 6, '0')) $$,
  'no single wrong digit goes unnoticed');

select tests.create_company('kuvaamo');
select tests.create_company('rival');
select is(private.issue_membership_number(tests.id('kuvaamo')), 'CPS-FI0000018', 'numbers run');
select is(private.issue_membership_number(tests.id('rival')), 'CPS-FI0000026', 'without gaps');
insert into public.membership_numbers (number, account_id, origin) values ('CPS-FI0000034', tests.id('kuvaamo'), 'former');
select is(private.issue_membership_number(tests.id('rival')), 'CPS-FI0000042', 'a number the old system gave is skipped');
update private.number_sequences set last_number = 999999 where country = 'FI';
select matches(private.issue_membership_number(tests.id('rival')), '^CPS-FI1000000\d$', 'the millionth has one digit more');
select is((select array_agg(number order by number) from public.membership_numbers where origin = 'issued'
           and right(number, 1) <> private.check_digit(substr(number, 5, length(number) - 5))), null, 'every number carries its check digit');

select throws_ok($$ insert into public.membership_numbers (number, account_id, origin) values ('CPS-FI0000019', tests.id('kuvaamo'), 'issued') $$, '23514', null,
  'a number with a wrong check digit is not issued by hand');
select throws_ok($$ insert into public.membership_numbers (number, account_id, origin) values ('FI-1', tests.id('kuvaamo'), 'issued') $$, '23514', null, 'nor one of another form');
select throws_ok($$ insert into public.membership_numbers (number, account_id, origin) values ('CPS-FI0000018', tests.id('rival'), 'former') $$, '23505', null, 'no number belongs to two');
select throws_ok(attempt, 'PT403', 'not_allowed', 'refused: ' || attempt) from (values
  ('update public.membership_numbers set account_id = tests.id(''rival'')'), ('delete from public.membership_numbers'), ('truncate public.membership_numbers cascade')
  ) as attempts (attempt);

-- Told at joining.
select tests.create_company('oldtimer');
select tests.give_points('oldtimer', 500);
insert into public.membership_numbers (number, account_id, origin) values ('V-1987', tests.id('oldtimer'), 'former');
select is(tests.join_tier('oldtimer', 'silver') ->> 'former_number', 'V-1987', 'a company that had a number is told so');
select service.attach_subscription(id, 'cus_1', 'sub_1') from public.memberships;
select is((select data ->> 'former_number' from private.mail_outbox where kind = 'membership_started'), 'V-1987', 'in the mail as well');
select tests.act_as('viewer@oldtimer.example');
select is((select count(*) from public.membership_numbers where number = 'V-1987' and origin = 'former'), 1::bigint, 'and finds it among its numbers');

select * from finish();
