-- R16 and R17: products move only to who proved control of the old address; unknown addresses answer as known ones do.
select plan(42);

select tests.create_model('M-100', 100);
insert into private.legacy_accounts (email, company_name, country, membership_number) values
  ('old@kuvaamo.example', 'Kuvaamo', 'FI', 'V-100'), ('owner@same.example', 'Same', 'FI', 'V-200');
insert into private.legacy_products (legacy_account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
select id, tests.id('M-100'), 'A' || membership_number, '2020-01-01', 'FI', 'Shop' from private.legacy_accounts;

select tests.create_account('kuvaamo', 'owner@kuvaamo.example', 'FI', 'old@kuvaamo.example');
select tests.add_member('kuvaamo', 'products@kuvaamo.example', 'products');
select tests.add_member('kuvaamo', 'viewer@kuvaamo.example', 'viewer');
select tests.add_member('kuvaamo', 'billing@kuvaamo.example', 'billing');
select tests.create_account('guesser', 'owner@guesser.example', 'FI', 'unknown@nowhere.example');
select tests.create_account('same', 'owner@same.example');
select tests.create_account('new', 'owner@new.example');

create function tests.state_for(address text) returns text language plpgsql as $$
begin
  perform tests.act_as(address);
  return (select migration_state from public.account_overview);
end
$$;
create function tests.read_code(address text) returns text language sql security definer as $$
  select data ->> 'code' from private.mail_outbox where recipient = address order by created_at desc, attempts limit 1
$$;
create function tests.age_codes(by interval) returns void language sql security definer as $$
  update private.legacy_proofs set code_sent_at = code_sent_at - by;
  delete from private.mail_outbox
$$;
grant execute on all functions in schema tests to public;

-- What the button does.
select is(tests.state_for('owner@same.example'), 'ready', 'who signs in with the old address is ready at once');
select is(tests.state_for('owner@kuvaamo.example'), 'code_needed', 'another old address needs a code');
select is(tests.state_for('owner@guesser.example'), 'code_needed', 'so does one the old system does not know');
select is(tests.state_for('owner@new.example'), 'no_legacy_email', 'without an old address the page says why');

-- Nothing moves without proof.
select tests.act_as('owner@kuvaamo.example');
select throws_ok($$ select * from public.preview_migration(tests.id('kuvaamo')) $$, 'PT403', 'migration_proof_missing', 'no preview without proof');
select throws_ok($$ select public.migrate_products(tests.id('kuvaamo')) $$, 'PT403', 'migration_proof_missing', 'no move without proof');
select is(public.confirm_migration_code(tests.id('kuvaamo'), '123456') ->> 'state', 'expired', 'a code nobody asked for is expired');
select tests.act_as('owner@guesser.example');
select throws_ok($$ select public.migrate_products(tests.id('guesser')) $$, 'PT403', 'migration_proof_missing', 'an unknown old address answers the same');
select throws_ok($$ select * from public.preview_migration(tests.id('kuvaamo')) $$, 'PT403', 'not_allowed', 'another company is not allowed');
select throws_ok($$ select public.request_migration_code(tests.id('kuvaamo')) $$, 'PT403', 'not_allowed', 'not even to ask for a code');
select throws_ok($$ select public.confirm_migration_code(tests.id('kuvaamo'), '123456') $$, 'PT403', 'not_allowed', 'nor to try one');
select throws_ok($$ select public.migrate_products(tests.id('kuvaamo')) $$, 'PT403', 'not_allowed', 'nor to move');
select throws_ok($$ select public.migrate_products(null) $$, 'PT403', 'not_allowed', 'nobody''s products do not move');
select tests.act_as('viewer@kuvaamo.example');
select throws_ok($$ select public.request_migration_code(tests.id('kuvaamo')) $$, 'PT403', 'not_allowed', 'a viewer asks for no code');
select tests.act_as('billing@kuvaamo.example');
select throws_ok($$ select public.migrate_products(tests.id('kuvaamo')) $$, 'PT403', 'not_allowed', 'billing moves nothing');
select tests.act_as_anonymous();
select throws_ok($$ select public.migrate_products(tests.id('kuvaamo')) $$, '42501', null, 'who is not signed in moves nothing');
select tests.act_as('owner@new.example');
select throws_ok($$ select public.request_migration_code(tests.id('new')) $$, 'PT409', 'migration_not_available', 'without an old address there is nowhere to send a code');
select throws_ok($$ select public.migrate_products(tests.id('new')) $$, 'PT409', 'migration_nothing_to_move', 'and nothing to move');

-- The code goes to the old address, whether or not the old system knows it.
select tests.act_as('owner@guesser.example');
select is(public.request_migration_code(tests.id('guesser')), '{"sent_to": "u•••@nowhere.example", "wait_seconds": 60}', 'an unknown address gets its code');
select tests.act_as('products@kuvaamo.example');
select is(public.request_migration_code(tests.id('kuvaamo')), '{"sent_to": "o•••@kuvaamo.example", "wait_seconds": 60}', 'a known one is answered the same way');
select matches(tests.read_code('old@kuvaamo.example'), '^\d{6}$', 'six digits were mailed');
select throws_ok($$ select public.request_migration_code(tests.id('kuvaamo')) $$, 'PT429', 'too_many_requests', 'one code a minute');
select tests.act_as_admin();
select is((select count(*) from private.legacy_proofs where position(tests.read_code('old@kuvaamo.example')::bytea in code_hash) > 0), 0::bigint, 'codes are not kept in the clear');

-- Wrong, missing, expired.
select tests.act_as('products@kuvaamo.example');
select is(public.confirm_migration_code(tests.id('kuvaamo'), null) ->> 'state', 'wrong', 'no code at all proves nothing');
select is(public.confirm_migration_code(tests.id('kuvaamo'), '') ->> 'state', 'wrong', 'an empty one neither');
select is(public.confirm_migration_code(tests.id('kuvaamo'), 'abc'), '{"state": "wrong", "tries_left": 2}', 'tries are counted');
select tests.age_codes('11 minutes');
select is(public.confirm_migration_code(tests.id('kuvaamo'), '000000') ->> 'state', 'expired', 'after ten minutes a code is expired');
select public.request_migration_code(tests.id('kuvaamo'));
select is((select array_agg(public.confirm_migration_code(tests.id('kuvaamo'), 'x') ->> 'tries_left') from generate_series(1, 5)), array['4', '3', '2', '1', '0'], 'a new code has five tries');
select is(public.confirm_migration_code(tests.id('kuvaamo'), tests.read_code('old@kuvaamo.example')) ->> 'state', 'expired', 'after five wrong ones the right one is too late');
select throws_ok($$ select public.migrate_products(tests.id('kuvaamo')) $$, 'PT403', 'migration_proof_missing', 'and still nothing moves');

-- Another company's code is not ours.
select tests.age_codes('2 minutes');
select public.request_migration_code(tests.id('kuvaamo'));
select tests.act_as('owner@guesser.example');
select public.request_migration_code(tests.id('guesser'));
select is(public.confirm_migration_code(tests.id('guesser'), tests.read_code('old@kuvaamo.example')) ->> 'state', 'wrong', 'a code counts for the company that asked');

-- Right.
select tests.act_as('products@kuvaamo.example');
select is(public.confirm_migration_code(tests.id('kuvaamo'), ' ' || overlay(tests.read_code('old@kuvaamo.example') placing ' ' from 4 for 0)) ->> 'state', 'proven',
  'the right code proves, however it was spaced');
select is(tests.state_for('owner@kuvaamo.example'), 'ready', 'from then on everybody who keeps products may move them');
select is(tests.state_for('viewer@kuvaamo.example'), 'ready', 'and a viewer sees that there is something');
select tests.act_as('viewer@kuvaamo.example');
select throws_ok($$ select public.migrate_products(tests.id('kuvaamo')) $$, 'PT403', 'not_allowed', 'but does not move it');
select tests.act_as('owner@guesser.example');
select is(public.confirm_migration_code(tests.id('guesser'), tests.read_code('unknown@nowhere.example')) ->> 'state', 'proven', 'an unknown address can be proven too');
select throws_ok($$ select public.migrate_products(tests.id('guesser')) $$, 'PT409', 'migration_nothing_to_move', 'and has nothing to move');
select is(tests.state_for('owner@guesser.example'), 'hidden', 'so the button goes');

-- Eight codes in all.
select tests.act_as_admin();
update private.legacy_proofs set codes_sent = 8, code_sent_at = now() - interval '1 day', proven_at = null;
select tests.act_as('products@kuvaamo.example');
select throws_ok($$ select public.request_migration_code(tests.id('kuvaamo')) $$, 'PT429', 'too_many_requests', 'after eight codes support has to help');

-- The own address counts while it is confirmed and signed in.
select tests.act_as_admin();
update auth.users set email_confirmed_at = null where id = tests.id('owner@same.example');
select tests.act_as('owner@same.example');
select throws_ok($$ select public.migrate_products(tests.id('same')) $$, 'PT409', 'migration_nothing_to_move', 'an address that is not confirmed proves nothing');
select tests.act_as_admin();
select is((select count(*) from private.legacy_accounts where migrated_to is not null), 0::bigint, 'after all this nothing has moved');
select is((select count(*) from public.products), 0::bigint, 'and nobody has got a product');

select * from finish();
