-- R16 and R17 later on: another old address, or the old CPS number. Numbers nobody has answer as known ones do.
select * from no_plan();

select tests.create_model('M-100', 100);
select tests.create_company('kuvaamo');
select tests.create_company('guesser');
insert into private.legacy_accounts (id, email, company_name, country, membership_number) values
  (tests.id('old'), 'old@kuvaamo.example', 'Kuvaamo', 'FI', 'V-100'), (tests.id('twin'), 'thief@guesser.example', 'Twin', 'FI', 'V1-00');
insert into private.legacy_products (legacy_account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
values (tests.id('old'), tests.id('M-100'), 'A1', '2020-01-01', 'FI', 'Shop');
create function tests.state_of(account text) returns text language sql as $$
  select migration_state from public.account_overview where account_id = tests.id(account)
$$;
create function tests.read_code(address text) returns text language sql security definer as $$
  select data ->> 'code' from private.mail_outbox where recipient = address order by created_at desc, ctid desc limit 1
$$;
create function tests.count_codes(address text) returns bigint language sql security definer as $$
  select count(*) from private.mail_outbox where recipient = address and kind = 'migration_code'
$$;
create function tests.age_codes(by_time interval) returns void language sql security definer as $$
  update private.legacy_proofs set code_sent_at = code_sent_at - by_time;
  update private.legacy_number_proofs set code_sent_at = code_sent_at - by_time
$$;
create function tests.forget_quotas() returns void language sql security definer as $$
  delete from private.quotas
$$;
grant execute on all functions in schema tests to public;

-- Another address: owners only.
create temporary table attempts (statement text, what text);
insert into attempts values
  ($$ select public.add_old_address(tests.id('kuvaamo'), 'old@kuvaamo.example') $$, 'gives an old address'),
  ($$ select public.request_number_code(tests.id('kuvaamo'), 'V-100') $$, 'asks for a code by number'),
  ($$ select public.confirm_number_code(tests.id('kuvaamo'), 'V-100', '123456') $$, 'confirms one');
grant select on attempts to public;
select tests.act_as('billing@kuvaamo.example');
select throws_ok(statement, 'PT403', 'not_allowed', 'nobody in billing ' || what) from attempts;
select tests.act_as('products@kuvaamo.example');
select throws_ok(statement, 'PT403', 'not_allowed', 'no product keeper ' || what) from attempts;
select tests.act_as('viewer@kuvaamo.example');
select throws_ok(statement, 'PT403', 'not_allowed', 'no viewer ' || what) from attempts;
select tests.act_as('owner@guesser.example');
select throws_ok(statement, 'PT403', 'not_allowed', 'no owner of another company ' || what) from attempts;
select tests.act_as_anonymous();
select throws_ok(statement, '42501', null, 'nobody without a session ' || what) from attempts;
select tests.act_as('owner@kuvaamo.example');
select is(tests.state_of('kuvaamo'), 'no_legacy_email', 'a company that gave no old address has nothing to move');
select throws_ok(format('select public.add_old_address(tests.id(%L), %L)', 'kuvaamo', address), 'PT422', 'invalid_input', 'refused as an address: ' || coalesce(address, 'nothing'))
from unnest(array['', 'old', null]) address;
select throws_ok(format('select public.request_number_code(tests.id(%L), %L)', 'kuvaamo', number), 'PT422', 'invalid_input', 'refused as a number: ' || coalesce(number, 'nothing'))
from unnest(array['', '- -', 'V1', null, repeat('1', 41)]) number;
select tests.act_as_admin();
select is((select count(*) from public.accounts where legacy_email is not null), 0::bigint, 'after these refusals no address was stored');
select is((select count(*) from private.legacy_number_proofs), 0::bigint, 'no number was asked for');
select is((select count(*) from private.mail_outbox), 0::bigint, 'and nothing was mailed');

select tests.act_as('owner@kuvaamo.example');
select is(public.add_old_address(tests.id('kuvaamo'), ' Old@Kuvaamo.example '), 'code_needed', 'an address given later needs its code');
select is(public.add_old_address(tests.id('kuvaamo'), 'unknown@nowhere.example'), 'code_needed', 'as one the old system does not know');
select is(public.add_old_address(tests.id('kuvaamo'), 'old@kuvaamo.example'), 'code_needed', 'it can be corrected');
select public.request_migration_code(tests.id('kuvaamo'));
select is(public.confirm_migration_code(tests.id('kuvaamo'), tests.read_code('old@kuvaamo.example')) ->> 'state', 'proven', 'the code proves it');
select is(tests.state_of('kuvaamo'), 'ready', 'then there is something to move');
select is(public.add_old_address(tests.id('kuvaamo'), 'third@kuvaamo.example'), 'ready', 'what is proven stays proven when another address is given');
select tests.act_as_admin();
select ok(exists (select from private.audit_log where table_name = 'accounts' and after ->> 'legacy_email' = 'old@kuvaamo.example'), 'the log keeps every address given');
delete from private.legacy_proofs;
update public.accounts set legacy_email = null;
delete from private.mail_outbox;

-- Limits of addresses.
select tests.forget_quotas();
select tests.act_as('owner@kuvaamo.example');
select public.add_old_address(tests.id('kuvaamo'), n || '@guess.example') from generate_series(1, 5) n;
select throws_ok($$ select public.add_old_address(tests.id('kuvaamo'), '6@guess.example') $$, 'PT429', 'too_many_requests', 'a company tries five addresses a day');
select is((select legacy_email from public.accounts where id = tests.id('kuvaamo')), '5@guess.example', 'the sixth was not stored');
select lives_ok($$ select public.add_old_address(tests.id('kuvaamo'), '5@guess.example') $$, 'the same address again is no try');

-- One old address, many companies: six codes a day.
select tests.act_as_admin();
update public.accounts set legacy_email = 'flooded@old.example';
select tests.forget_quotas();
select tests.act_as('owner@kuvaamo.example');
do $$
begin
  for n in 1..3 loop
    perform public.request_migration_code(tests.id('kuvaamo')), tests.age_codes('2 minutes');
  end loop;
end
$$;
select tests.act_as('owner@guesser.example');
do $$
begin
  for n in 1..3 loop
    perform public.request_migration_code(tests.id('guesser')), tests.age_codes('2 minutes');
  end loop;
end
$$;
select throws_ok($$ select public.request_migration_code(tests.id('guesser')) $$, 'PT429', 'too_many_requests', 'an old address gets six codes a day, whoever asks');
select is(tests.count_codes('flooded@old.example'), 6::bigint, 'the seventh was not mailed');
select tests.act_as('products@kuvaamo.example');
select throws_ok($$ select public.request_migration_code(tests.id('kuvaamo')) $$, 'PT429', 'too_many_requests', 'a colleague gets no more either');

-- By number: known and unknown answer alike, and no address is told.
select tests.act_as_admin();
update public.accounts set legacy_email = null;
delete from private.mail_outbox;
select tests.forget_quotas();
select tests.act_as('owner@kuvaamo.example');
select is(public.request_number_code(tests.id('kuvaamo'), ' v 100 '), '{"wait_seconds": 60}', 'a known number answers without an address, however it is typed');
select is(public.request_number_code(tests.id('kuvaamo'), 'V-999'), '{"wait_seconds": 60}', 'an unknown one answers the same');
select throws_ok(format('select public.request_number_code(tests.id(%L), %L)', 'kuvaamo', number), 'PT429', 'too_many_requests', 'a minute passes between two codes for ' || number) from unnest(array['V-100', 'V-999']) number;
select is(tests.count_codes('old@kuvaamo.example'), 1::bigint, 'the address on file has the code');
select tests.act_as_admin();
select is((select count(*) from private.mail_outbox where data ->> 'number' = 'v 100'), 1::bigint, 'and is told which number was given');
select tests.act_as('owner@kuvaamo.example');
select is(public.confirm_number_code(tests.id('kuvaamo'), 'V-100', null), '{"state": "wrong", "tries_left": 4}', 'no code is a wrong code');
select is(public.confirm_number_code(tests.id('kuvaamo'), 'V-999', '000000'), '{"state": "wrong", "tries_left": 4}', 'an unknown number counts tries as well');
select is(public.confirm_number_code(tests.id('kuvaamo'), 'V-777', '000000'), '{"state": "expired", "tries_left": 0}', 'a number nobody asked for has no code');
select is((select array_agg(public.confirm_number_code(tests.id('kuvaamo'), 'V-100', 'x') ->> 'tries_left') from generate_series(1, 4)), array['3', '2', '1', '0'], 'a code has five tries');
select is(public.confirm_number_code(tests.id('kuvaamo'), 'V-100', tests.read_code('old@kuvaamo.example')) ->> 'state', 'expired', 'then the right one is too late');
select tests.age_codes('2 minutes');
select public.request_number_code(tests.id('kuvaamo'), 'V-100');
select tests.age_codes('10 minutes 1 second');
select is(public.confirm_number_code(tests.id('kuvaamo'), 'V-100', tests.read_code('old@kuvaamo.example')) ->> 'state', 'expired', 'after ten minutes a code is expired');
select is(tests.state_of('kuvaamo'), 'no_legacy_email', 'nothing of this proves anything');

-- Two numbers that differ in a dash only: the code of one mailbox does not prove the other.
select tests.act_as('owner@guesser.example');
select public.request_number_code(tests.id('guesser'), 'V1-00');
select is(public.confirm_number_code(tests.id('guesser'), 'V-100', tests.read_code('thief@guesser.example')) ->> 'state', 'proven', 'numbers are compared without dashes');
select tests.act_as_admin();
select results_eq($$ select email from private.legacy_proofs where account_id = tests.id('guesser') and proven_at is not null $$, $$ values ('thief@guesser.example') $$,
  'but what is proven is the mailbox that had the code');

-- Right.
select tests.act_as('owner@kuvaamo.example');
select tests.age_codes('2 minutes');
select public.request_number_code(tests.id('kuvaamo'), 'V-100');
select is(public.confirm_number_code(tests.id('kuvaamo'), 'v100', tests.read_code('old@kuvaamo.example')) ->> 'state', 'proven', 'the code on file proves');
select is(tests.state_of('kuvaamo'), 'ready', 'then there is something to move');
select is(public.migrate_products(tests.id('kuvaamo')) ->> 'moved', '1', 'and it moves');

-- Limits of numbers.
select tests.forget_quotas();
select public.request_number_code(tests.id('kuvaamo'), 'N-' || n) from generate_series(10, 14) n;
select throws_ok($$ select public.request_number_code(tests.id('kuvaamo'), 'N-15') $$, 'PT429', 'too_many_requests', 'a company tries five numbers a day');
select tests.act_as_admin();
select is((select count(*) from private.legacy_number_proofs where number = 'N15'), 0::bigint, 'the sixth left nothing');
insert into private.quotas (bucket, key_hash, window_start, hits)
select 'number_code:mailbox', sha256('thief@guesser.example'), to_timestamp(floor(extract(epoch from now()) / 86400) * 86400), 8;
delete from private.mail_outbox;
select tests.age_codes('2 minutes');
select tests.act_as('owner@guesser.example');
select is(public.request_number_code(tests.id('guesser'), 'V1-00'), '{"wait_seconds": 60}', 'a mailbox that had its share gets no more, and the answer does not tell');
select is(tests.count_codes('thief@guesser.example'), 0::bigint, 'nothing was mailed');

select * from finish();
