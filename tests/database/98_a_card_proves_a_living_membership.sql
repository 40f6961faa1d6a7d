-- The code on a membership card: signed by us, checked by anybody, answered by the state of the membership at that moment and by nothing else.
select * from no_plan();

select tests.create_desk();
select tests.create_member_company('kuvaamo');
select tests.create_company('stranger');
create temporary table card (token text);
grant all on card to public;
create function tests.check_card(token text) returns jsonb language plpgsql as $$
declare
  answer jsonb;
begin
  perform tests.act_as_anonymous();
  begin
    answer := public.check_membership_card(check_card.token);
  exception when sqlstate 'PT422' then
    answer := jsonb_build_object('refused', sqlerrm);
  end;
  perform tests.act_as_admin();
  return answer;
end
$$;
create function tests.move_to(state public.membership_state) returns void language sql as $$
  update public.memberships set state = move_to.state, end_reason = case when move_to.state = 'ended' then 'Left' end where account_id = tests.id('kuvaamo')
$$;

-- Who has the card.
select tests.act_as('viewer@kuvaamo.example');
insert into card select public.membership_card(tests.id('kuvaamo')) ->> 'token';
select results_eq($$ select card ->> 'company_name', card ->> 'tier_code', card ->> 'state', (card ->> 'number') ~ '^CPS-FI\d{7}$', card ->> 'last_day' = (select (ends_on - 1)::text from public.memberships where account_id = tests.id('kuvaamo')), (select array_agg(key order by key) from jsonb_object_keys(card) key)
  from public.membership_card(tests.id('kuvaamo')) card $$,
  $$ values ('kuvaamo', 'silver', 'active', true, true, array['company_name', 'last_day', 'number', 'starts_on', 'state', 'tier_code', 'token']) $$, 'every person of the company has its card');
select matches((select token from card), '^[A-Za-z0-9_-]{46}$', 'the token fits into an address as it is');
select tests.act_as('owner@stranger.example');
select throws_ok($$ select public.membership_card(tests.id('kuvaamo')) $$, 'PT404', 'membership_not_found', 'another company does not see it');
select throws_ok($$ select public.membership_card(tests.id('stranger')) $$, 'PT404', 'membership_not_found', 'a company without membership has none');
select throws_ok($$ select private.card_token(tests.id('kuvaamo')) $$, '42501', null, 'members cannot have anything signed');
select throws_ok($$ select * from private.card_keys $$, '42501', null, 'nor read the keys');
select tests.act_as_anonymous();
select throws_ok($$ select public.membership_card(tests.id('kuvaamo')) $$, '42501', null, 'who is not signed in has no card');
select throws_ok($$ select private.my_accounts() $$, '42501', null, 'and calls nothing else of ours');
select tests.act_as_service();
select throws_ok($$ select * from private.card_keys $$, '42501', null, 'the secret key does not read the keys either');
select tests.act_as_admin();

-- What the desk of a service sees.
select is(tests.check_card((select token from card)) - 'until', '{"valid": true, "tier": "silver"}', 'a good card says valid and tier');
select is(tests.check_card((select token from card)) ->> 'until', (select (ends_on - 1)::text from public.memberships), 'and its last day: at midnight after it the term is over');
select tests.move_to('past_due');
select is(tests.check_card((select token from card)) -> 'valid', 'true', 'who is late is still a member');
select tests.move_to('grace');
select is(tests.check_card((select token from card)) -> 'valid', 'true', 'also in grace');
select tests.move_to('suspended');
select is(tests.check_card((select token from card)), '{"valid": false, "tier": null, "until": null}', 'a suspended one is not valid, and nothing else is said');
select tests.act_as('viewer@kuvaamo.example');
select is((select public.membership_card(tests.id('kuvaamo')) ->> 'state'), 'suspended', 'the member still sees the card, and its state');
select tests.act_as_admin();
select tests.move_to('active');
select is(tests.check_card((select token from card)) -> 'valid', 'true', 'one payment, and the same card is good again');

-- Forgeries: each the same refusal, whatever it resembles.
create temporary table forgeries as
select 'one letter changed, place ' || place as what, overlay(token placing case substr(token, place, 1) when 'A' then 'B' else 'A' end from place for 1) as token
from card, unnest(array[1, 3, 4, 10, 24, 25, 40, 45]) place
union all select 'nothing', null union all select 'empty', '' union all select 'half of it', left(token, 20) from card union all select 'twice', token || token from card
union all select 'with padding', token || '==' from card union all select 'other alphabet', repeat('+', 46) union all select 'not text', repeat('€', 46)
union all select 'only zeros', repeat('A', 46) union all select 'the number itself', number from public.memberships
union all select 'signed with an empty key', translate(encode(body || private.card_signature('', body), 'base64'), '+/=', '-_') from (select int2send(1::smallint) || uuid_send(id) as body from public.memberships) s
union all select 'signed with a key that is not there', translate(encode(body || private.card_signature('', body), 'base64'), '+/=', '-_') from (select int2send(77::smallint) || uuid_send(id) as body from public.memberships) s
union all select 'the key id negative', translate(encode(int2send((-1)::smallint) || substr(decode(translate(token, '-_', '+/') || '==', 'base64'), 3), 'base64'), '+/=', '-_') from card;
select is(tests.check_card(token), '{"refused": "card_forged"}', 'forged: ' || what) from forgeries;
select is(tests.check_card(private.card_token(gen_random_uuid())), '{"valid": false, "tier": null, "until": null}', 'a signed token of no membership is not valid');

-- Keys change.
select throws_ok($$ select support.rotate_card_key('', 'veera@desk.example') $$, 'PT422', 'reason_missing', 'a new key needs a reason');
select throws_ok($$ select support.rotate_card_key('Yearly change', 'nobody@desk.example') $$, 'PT403', 'staff_unknown', 'and a person of the desk');
select is((select count(*) from private.card_keys), 1::bigint, 'after the refusals there is one key');
select matches(support.rotate_card_key('Yearly change', 'veera@desk.example'), '^Cards are signed with key \d+ from now on; .* stay good\.$', 'the key is changed');
select isnt(private.card_token((select id from public.memberships)), (select token from card), 'new cards are signed with the new key');
select is(tests.check_card((select token from card)) -> 'valid', 'true', 'old ones stay good');
select matches(support.rotate_card_key('Key leaked', 'veera@desk.example', true), 'count as forged', 'after a leak older keys are retired');
select is(tests.check_card((select token from card)), '{"refused": "card_forged"}', 'then an old card is refused');
select is(tests.check_card(private.card_token((select id from public.memberships))) -> 'valid', 'true', 'and the card as the portal shows it now is good');
select results_eq($$ select count(*), bool_and(details::text not like '%secret%') from private.staff_actions where action = 'rotate_card_key' $$, $$ values (2::bigint, true) $$, 'both changes are in the log, without the keys');
select throws_ok(statement, 'PT403', 'not_allowed', 'refused: ' || statement) from unnest(array[
  $$ update private.card_keys set retired_at = null where retired_at is not null $$, $$ update private.card_keys set secret = repeat('x', 32)::bytea $$,
  'delete from private.card_keys', 'truncate private.card_keys']) statement;
select throws_ok($$ insert into private.card_keys (secret) values ('short') $$, '23514', null, 'a short key is refused');

select tests.move_to('ended');
select is(tests.check_card(private.card_token((select id from public.memberships))), '{"valid": false, "tier": null, "until": null}', 'an ended membership has no valid card');
select tests.act_as('owner@kuvaamo.example');
select throws_ok($$ select public.membership_card(tests.id('kuvaamo')) $$, 'PT404', 'membership_not_found', 'and the member sees none');

select * from finish();
