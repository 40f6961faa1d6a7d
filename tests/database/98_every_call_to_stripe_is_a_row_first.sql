-- Decision 6: what Stripe must hear is a row first; made in order, once, again after a failure, and by one worker at a time.
select * from no_plan();

select tests.create_company('kuvaamo');
select tests.create_company('rival');

create function tests.queue(account text, vat_id text, once text default null) returns uuid language sql as $$
  select private.queue_stripe_call('set_tax_id', tests.id(account), jsonb_build_object('vat_id', vat_id), once)
$$;
create function tests.leased(max integer default 10, account text default null) returns text language sql as $$
  select coalesce(string_agg(parameters ->> 'vat_id', ' '), 'nothing') from service.lease_stripe_calls(max, case when account is not null then tests.id(account) end)
$$;
create function tests.call(vat_id text) returns uuid language sql as $$
  select id from private.stripe_calls where parameters ->> 'vat_id' = call.vat_id order by created_at desc, done_at nulls first limit 1
$$;
create function tests.state(vat_id text) returns text language sql as $$
  select service.read_stripe_call(tests.call(vat_id)) ->> 'state'
$$;

-- Once, and in order.
select is(tests.queue('kuvaamo', 'A', 'first'), tests.queue('kuvaamo', 'other', 'first'), 'what happens once is queued once');
select isnt(tests.queue('kuvaamo', 'B'), tests.queue('kuvaamo', 'C'), 'what may happen again is queued again');
select tests.queue('rival', 'R');
select throws_ok($$ select private.queue_stripe_call('send_money', tests.id('kuvaamo'), '{}', null) $$, '23514', null, 'a call nobody knows is refused');
select throws_ok($$ select private.queue_stripe_call('set_tax_id', tests.id('kuvaamo'), '[]', null) $$, '23514', null, 'and parameters without names');
select is((select count(*) from private.stripe_calls), 4::bigint, 'and nothing of it is written');
select is(tests.leased(1), 'A', 'as many as asked for');
select is(tests.leased(), 'R', 'of each company the oldest, and none that somebody has');
select is(tests.leased(), 'nothing', 'the others wait for theirs');
select is(service.stripe_calls_state(tests.id('kuvaamo')), 'running', 'whoever waits knows that somebody makes one');
select service.stripe_call_done(tests.call('A'), '{"tax_id": "txi_1"}');
select results_eq($$ select done_at is not null, result ->> 'tax_id', attempts from private.stripe_calls where id = tests.call('A') $$, $$ values (true, 'txi_1', 1) $$, 'what came of it is kept');
select service.stripe_call_done(tests.call('A'), '{"tax_id": "txi_2"}');
select is((select result ->> 'tax_id' from private.stripe_calls where id = tests.call('A')), 'txi_1', 'and a second report changes nothing');
select is(tests.leased(), 'B', 'then comes the next');

-- Again after a failure; the others wait.
select service.stripe_call_failed(tests.call('B'), 'no connection', false);
select results_eq($$ select next_attempt_at > now(), leased_until, last_error, gave_up_at from private.stripe_calls where id = tests.call('B') $$,
  $$ values (true, null::timestamptz, 'no connection', null::timestamptz) $$, 'a failed one waits');
select is(tests.leased(), 'nothing', 'and so do later ones of the company');
select is(service.stripe_calls_state(tests.id('kuvaamo')), 'running', 'though whoever waits for an answer may try at once');
select cmp_ok((select next_attempt_at from private.stripe_calls where id = tests.call('C')), '>=', (select next_attempt_at from private.stripe_calls where id = tests.call('B')),
  'none of them is due before it');
select is(tests.leased(10, 'kuvaamo'), 'B', 'a member who waits tries it at once');
select is(tests.leased(10, 'kuvaamo'), 'nothing', 'but not while it is being tried');
update private.stripe_calls set leased_until = now() - interval '1 second' where id = tests.call('B');
select is(tests.leased(10, 'kuvaamo'), 'B', 'one whose worker died is tried again');
update private.stripe_calls set attempts = 40 where id = tests.call('B');
select service.stripe_call_failed(tests.call('B'), 'no connection', false);
select cmp_ok((select next_attempt_at from private.stripe_calls where id = tests.call('B')), '<=', now() + interval '1 hour', 'it never waits longer than an hour');

-- A key that is spent, or as old as Stripe remembers.
update private.stripe_calls set first_sent_at = now() - interval '24 hours' where id = tests.call('B');
select ok(needs_look, 'of an old key the effect must be looked up') from service.lease_stripe_calls(1, tests.id('kuvaamo'));
update private.stripe_calls set first_sent_at = now(), leased_until = null where id = tests.call('B');
select ok(not needs_look, 'of a young one not') from service.lease_stripe_calls(1, tests.id('kuvaamo'));
select service.stripe_call_failed(tests.call('B'), 'status 500', false, true);
select is(tests.leased(10, 'kuvaamo'), 'nothing', 'after a failure at Stripe it rests, whoever waits');
select is(service.stripe_calls_state(tests.id('kuvaamo')), 'waiting', 'which he is told');
select cmp_ok((select next_attempt_at from private.stripe_calls where id = tests.call('B')), '>=', now() + interval '1 minute', 'for a minute at least');
update private.stripe_calls set next_attempt_at = now() where account_id = tests.id('kuvaamo') and done_at is null;
select ok(needs_look, 'then its effect is looked up') from service.lease_stripe_calls(10);
create temporary table replaced as select tests.call('B') as old, service.renew_stripe_call(tests.call('B')) as new;
select is(service.renew_stripe_call(old), new, 'where there is none a successor takes its place, one') from replaced;
select results_eq($$ select call.call_number = old.call_number, call.parameters, call.first_sent_at, call.key_is_spent from private.stripe_calls call, private.stripe_calls old, replaced
  where call.id = replaced.new and old.id = replaced.old $$, $$ values (true, '{"vat_id": "B"}'::jsonb, null::timestamptz, false) $$, 'the same call in the same place, with a key of its own');
select is(service.read_stripe_call(old) ->> 'state', 'waiting', 'whoever asks for the old one hears of the new one') from replaced;
select service.stripe_call_done(old, '{"late": true}') from replaced;
select is((select done_at from private.stripe_calls where id = old), null, 'an answer that comes late to the old one counts for nothing') from replaced;
select is(tests.leased(), 'B', 'it is made before those that waited for it');
select service.stripe_call_done(new, '{}') from replaced;
select is((select service.read_stripe_call(old) ->> 'state' from replaced), 'done', 'and its end is the end of the old one');

-- Given up.
select is(tests.leased(), 'C', 'then those that waited');
select service.stripe_call_failed(tests.call('C'), 'invalid', true);
select is(tests.state('C'), 'gave_up', 'what Stripe refuses is given up');
select service.stripe_call_failed(tests.call('C'), 'again', false);
select is((select last_error from private.stripe_calls where id = tests.call('C')), 'invalid', 'for good');
select is(service.stripe_calls_state(tests.id('kuvaamo')), 'drained', 'and blocks nobody');
select tests.queue('kuvaamo', 'D', 'kept');
select service.stripe_call_failed(tests.call('D'), 'invalid', true);
select is(tests.queue('kuvaamo', 'D', 'kept'), tests.call('D'), 'what happens once is not queued again because it was refused');
select is(service.renew_stripe_call(tests.call('A')), tests.call('A'), 'what is done has no successor');

-- What a kind means to the database follows in the same transaction.
create or replace function private.after_set_tax_id(call private.stripe_calls, result jsonb) returns void language sql set search_path = '' as $$
  insert into private.stripe_calls (kind, account_id, parameters) values ('set_tax_id', call.account_id, jsonb_build_object('vat_id', result ->> 'next'))
$$;
create function private.gave_up_set_tax_id(call private.stripe_calls) returns void language sql set search_path = '' as $$
  update private.stripe_calls set parameters = '{"vat_id": "given up"}' where id = call.id
$$;
select tests.queue('kuvaamo', 'E');
select service.stripe_call_done(tests.call('E'), '{"next": "F"}');
select is(tests.state('F'), 'waiting', 'what follows from it happens');
select service.stripe_call_done(tests.call('E'), '{"next": "G"}');
select is(tests.state('G'), null, 'once');
select service.stripe_call_failed(tests.call('F'), 'invalid', true);
select is(tests.state('F'), null, 'and what follows from giving up');

-- Whom it concerns.
select tests.act_as('owner@kuvaamo.example');
select throws_ok('select from private.stripe_calls', '42501', null, 'members do not see it');
select throws_ok($$ select private.queue_stripe_call('set_tax_id', tests.id('kuvaamo'), '{}', null) $$, '42501', null, 'nor queue anything');
select tests.act_as_service();
select throws_ok('select from private.stripe_calls', '42501', null, 'edge functions reach it by its functions alone');

select * from finish();
