-- What one person must not do alone: a second one consents with the code from his own mailbox; once, in time, and never the same person.
select plan(40);

select tests.create_desk();
insert into support.staff (email, name) values ('third@desk.example', 'Third Person');
select tests.create_company('kuvaamo');

select throws_ok($$ select support.adjust_points(tests.id('kuvaamo'), 600, 'Prize of the year', 'veera@desk.example') $$, 'PT422', 'second_person_missing',
  'with two others it must be said who');
select alike(support.adjust_points(tests.id('kuvaamo'), 600, 'Prize of the year', 'veera@desk.example', ' Onni@desk.example'), '%mailed to onni@desk.example%', 'a code goes to the second person');
select results_eq($$ select recipient, locale, data ->> 'asked_by', data ->> 'reason', data ->> 'summary', (data ->> 'code') ~ '^\d{6}$' from private.mail_outbox where kind = 'support_approval' $$,
  $$ values ('onni@desk.example', 'en', 'veera@desk.example', 'Prize of the year', '+600 points for kuvaamo', true) $$, 'the mail says what, why and who asks');
select is((select count(*) from private.staff_actions where staff = 'veera@desk.example' and action = 'ask_adjust_points'), 1::bigint, 'asking is noted');
select is((select count(*) from private.staff_actions where reason like '%' || tests.newest_code() || '%' or details::text like '%' || tests.newest_code() || '%'), 0::bigint, 'the code stands in no log');
select ok((select code_hash is not null and arguments::text not like '%' || tests.newest_code() || '%' from support.approvals), 'nor in the request');

create temporary table known as select tests.newest_request() as request, tests.newest_code() as code;
select throws_ok($$ select support.confirm(request, code, 'veera@desk.example') from known $$, 'PT403', 'same_person', 'the one who asked does not consent');
select throws_ok($$ select support.confirm(request, code, 'third@desk.example') from known $$, 'PT403', 'not_the_second_person', 'nor a third one');
select throws_ok($$ select support.confirm(request, code, 'stranger@desk.example') from known $$, 'PT403', 'staff_unknown', 'nor a stranger');
select throws_ok($$ select support.confirm(request + 1, code, 'onni@desk.example') from known $$, 'PT404', 'request_not_found', 'another number is no request');
select is((select support.confirm(request, case code when '000000' then '111111' else '000000' end, 'onni@desk.example') from known), 'Wrong code; 4 tries left. Nothing is done.', 'a wrong code is counted');
select is(tests.balance('kuvaamo'), 0, 'and nothing is booked');
select is((select support.confirm(request, substr(code, 1, 3) || ' ' || substr(code, 4), 'onni@desk.example') from known), '+600 points for kuvaamo; the balance is 600.', 'the right one, also in two groups, does it');
select is((select support.confirm(request, code, 'onni@desk.example') from known), 'Done already: +600 points for kuvaamo; the balance is 600.', 'a second time does nothing and says so');
select is(tests.balance('kuvaamo'), 600, 'the points came once');
select is((select count(*) from public.invitations where account_id = tests.id('kuvaamo')), 1::bigint, 'and the invitation with them');
select results_eq($$ select staff, details ->> 'asked_by' from private.staff_actions where action = 'adjust_points' $$, $$ values ('onni@desk.example', 'veera@desk.example') $$, 'both are in the log');
select results_eq($$ select state, outcome, code_hash from support.approvals $$, $$ values ('done', '+600 points for kuvaamo; the balance is 600.', null::bytea) $$, 'the request is closed and keeps no code');

-- Too late.
select support.adjust_points(tests.id('kuvaamo'), 900, 'Too late a prize', 'veera@desk.example', 'onni@desk.example');
alter table support.approvals disable trigger guard_approval;
update support.approvals set expires_at = now() - interval '1 second' where request = tests.newest_request();
alter table support.approvals enable trigger guard_approval;
select throws_ok($$ select tests.consent() $$, 'PT409', 'request_expired', 'after its time a code is worth nothing');

-- Five wrong codes.
select support.adjust_points(tests.id('kuvaamo'), 900, 'Guessed a prize', 'veera@desk.example', 'onni@desk.example');
create function tests.wrong_code() returns text language sql as $$ select lpad(((tests.newest_code()::integer + 1) % 1000000)::text, 6, '0') $$;
select support.confirm(tests.newest_request(), tests.wrong_code(), 'onni@desk.example') from generate_series(1, 4);
select is(support.confirm(tests.newest_request(), null, 'onni@desk.example'), 'Wrong code, for the fifth time: the request has ended. Ask again.', 'the fifth wrong code ends it');
select throws_ok($$ select tests.consent() $$, 'PT409', 'request_expired', 'then the right one does not help');

-- Withdrawn.
select support.adjust_points(tests.id('kuvaamo'), 900, 'Regretted a prize', 'veera@desk.example', 'onni@desk.example');
select throws_ok($$ select support.withdraw(tests.newest_request(), ' ', 'veera@desk.example') $$, 'PT422', 'reason_missing', 'taking back needs a reason');
select throws_ok($$ select support.withdraw(tests.newest_request() + 1, 'No such thing', 'veera@desk.example') $$, 'PT404', 'request_not_found', 'and a request');
select alike(support.withdraw(tests.newest_request(), 'The wrong company', 'third@desk.example'), 'Request % is withdrawn.', 'it is taken back');
select throws_ok($$ select tests.consent() $$, 'PT409', 'request_withdrawn', 'and cannot be consented to');
select alike(support.withdraw(tests.newest_request(), 'The wrong company', 'third@desk.example'), 'Request % is not waiting: withdrawn.', 'taking back twice changes nothing');
select is(tests.balance('kuvaamo'), 600, 'of all these nothing was booked');

-- The act itself is checked again when the consent comes.
select support.adjust_points(tests.id('kuvaamo'), 900, 'Prize for a closed one', 'veera@desk.example', 'onni@desk.example');
select support.close_account(tests.id('kuvaamo'), 'Company has ceased', 'veera@desk.example');
select throws_ok($$ select tests.consent() $$, 'PT409', 'account_closed', 'a company closed meanwhile gets nothing');
select results_eq($$ select state, wrong_codes from support.approvals where request = tests.newest_request() $$, $$ values ('waiting', 0) $$, 'and the request waits on');
select is(tests.balance('kuvaamo'), 600, 'nothing was booked');

-- Requests are not rewritten by hand.
select throws_ok(attempt, 'PT403', 'not_allowed', 'refused: ' || attempt) from (values
  ($$ update support.approvals set second_person = 'third@desk.example' $$), ($$ update support.approvals set arguments = '{"points": 9000}' $$),
  ($$ update support.approvals set code_hash = sha256('x') $$), ($$ update support.approvals set state = 'waiting', outcome = null where state = 'done' $$),
  ($$ update support.approvals set wrong_codes = 0 where wrong_codes > 0 $$), ($$ update support.approvals set expires_at = now() + interval '9 days' $$),
  ('delete from support.approvals'), ('truncate support.approvals cascade')) as attempts (attempt);
select throws_ok($$ insert into support.approvals (action, account_id, summary, arguments, reason, asked_by, second_person, expires_at)
  values ('adjust_points', tests.id('kuvaamo'), 'x', '{}', 'By hand', 'veera@desk.example', 'veera@desk.example', now()) $$, '23514', null, 'one person cannot be both, even by hand');
select ok(not has_schema_privilege('service_role', 'support', 'usage'), 'no API reaches any of this');

select * from finish();
