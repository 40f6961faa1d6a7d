-- Invitations: who sends them, whom they let in, and that nothing else does.
select * from no_plan();

select tests.create_company('kuvaamo');
select tests.create_company('rival');
select tests.create_person('eero@valo.example');
create function tests.mailed(address text, field text) returns text language sql security definer as $$
  select data ->> field from private.mail_outbox where kind = 'account_invite' and recipient = address order by created_at desc, ctid desc limit 1
$$;
create function tests.count_mails(mail text, address text) returns bigint language sql security definer as $$
  select count(*) from private.mail_outbox where kind = mail and recipient = address
$$;
create function tests.role_in(account text, address text) returns text language sql security definer as $$
  select role::text from public.account_members where account_id = tests.id(account) and user_id = (select id from auth.users where email = address)
$$;
create function tests.invite_of(address text) returns uuid language sql security definer as $$
  select id from public.account_invites where email = address
  order by accepted_at is null and withdrawn_at is null desc, created_at desc limit 1
$$;
create function tests.age_invites(address text, by_time interval) returns void language sql security definer as $$
  update public.account_invites set expires_at = expires_at - by_time where email = address
$$;
grant execute on all functions in schema tests to public;

-- Who may invite.
select tests.act_as('billing@kuvaamo.example');
select throws_ok($$ select public.invite_colleague(tests.id('kuvaamo'), 'eero@valo.example', 'viewer', 'fi') $$, 'PT403', 'not_allowed', 'billing invites nobody');
select tests.act_as('products@kuvaamo.example');
select throws_ok($$ select public.invite_colleague(tests.id('kuvaamo'), 'eero@valo.example', 'viewer', 'fi') $$, 'PT403', 'not_allowed', 'a product keeper invites nobody');
select tests.act_as('viewer@kuvaamo.example');
select throws_ok($$ select public.invite_colleague(tests.id('kuvaamo'), 'eero@valo.example', 'viewer', 'fi') $$, 'PT403', 'not_allowed', 'a viewer invites nobody');
select tests.act_as('owner@rival.example');
select throws_ok($$ select public.invite_colleague(tests.id('kuvaamo'), 'eero@valo.example', 'viewer', 'fi') $$, 'PT403', 'not_allowed', 'another company''s owner invites nobody');
select throws_ok($$ select public.invite_colleague(null, 'eero@valo.example', 'viewer', 'fi') $$, 'PT403', 'not_allowed', 'nor does anybody to no company');
select tests.act_as_anonymous();
select throws_ok($$ select public.invite_colleague(tests.id('kuvaamo'), 'eero@valo.example', 'viewer', 'fi') $$, '42501', null, 'who is not signed in invites nobody');
select tests.act_as('owner@kuvaamo.example');
select throws_ok(format('select public.invite_colleague(tests.id(%L), %L, %L, %L)', 'kuvaamo', address, role, locale), 'PT422', 'invalid_input', 'refused: ' || what)
from (values ('no address', 'viewer', 'fi', 'what is no address'), ('', 'viewer', 'fi', 'an empty address'), (null, 'viewer', 'fi', 'no address'),
  ('eero@valo.example', null, 'fi', 'no role'), ('eero@valo.example', 'viewer', 'xx', 'an unknown language')) as bad (address, role, locale, what);
select throws_ok($$ select public.invite_colleague(tests.id('kuvaamo'), ' Viewer@Kuvaamo.example ', 'owner', 'fi') $$, 'PT409', 'already_member', 'who is there already is not invited');
select is((select count(*) from public.account_invites), 0::bigint, 'after all these refusals there is no invitation');
select is((select tests.count_mails('account_invite', 'eero@valo.example')), 0::bigint, 'and no mail');

-- An address with an account and one without are answered and mailed alike (R17).
select is(public.invite_colleague(tests.id('kuvaamo'), ' Eero@Valo.example ', 'products', 'en') - 'id' - 'expires_at', '{"email": "eero@valo.example", "role": "products"}', 'an address with an account is answered');
select is(public.invite_colleague(tests.id('kuvaamo'), 'new@valo.example', 'products', null) - 'id' - 'expires_at', '{"email": "new@valo.example", "role": "products"}', 'one without is answered the same');
select is(tests.count_mails('account_invite', address), 1::bigint, address || ' has a mail') from unnest(array['eero@valo.example', 'new@valo.example']) address;
select matches(tests.mailed('new@valo.example', 'token'), '^[0-9a-f]{64}$', 'the link carries a long secret');
select matches(tests.mailed('new@valo.example', 'code'), '^\d{6}$', 'and a code stands beside it');
select is(tests.mailed('new@valo.example', 'invited_by'), 'owner@kuvaamo.example', 'the mail says who invites');
select is((select array_agg(locale order by email) from public.account_invites), array['en', 'fi'], 'the language is the one chosen, else the company''s');
select tests.act_as_admin();
select is((select count(*) from private.invite_secrets where encode(token_hash, 'escape') like '%' || tests.mailed('new@valo.example', 'token') || '%'), 0::bigint, 'links are not kept in the clear');
select is((select count(*) from private.audit_log where table_name = 'account_invites' and after::text like '%' || tests.mailed('new@valo.example', 'token') || '%'), 0::bigint, 'nor in the log');
select tests.act_as('viewer@kuvaamo.example');
select is_empty($$ select id from public.account_invites $$, 'only owners see whom the company invited');
select tests.act_as('owner@rival.example');
select is_empty($$ select id from public.account_invites $$, 'and not those of other companies');
select throws_ok($$ select public.withdraw_invite(tests.invite_of('new@valo.example')) $$, 'PT410', 'invite_gone', 'who also do not withdraw it');
select throws_ok($$ select public.accept_invite(tests.invite_of('new@valo.example')) $$, 'PT410', 'invite_gone', 'nor accept what was sent to somebody else');
select is_empty($$ select id from public.my_invites() $$, 'nor see it');

-- Repeating: one open invitation, a new link, the role as named last.
select tests.act_as('owner@kuvaamo.example');
select tests.age_invites('eero@valo.example', '3 days');
create temporary table first_link as select tests.mailed('eero@valo.example', 'token') as token;
grant select on first_link to public;
select is(public.invite_colleague(tests.id('kuvaamo'), 'eero@valo.example', 'billing', 'fi') ->> 'role', 'billing', 'repeating changes the role');
select is((select count(*) from public.account_invites where email = 'eero@valo.example'), 1::bigint, 'and makes no second invitation');
select ok((select expires_at > now() + interval '6 days' from public.account_invites where email = 'eero@valo.example'), 'its days count anew');
select tests.act_as_service();
select is(service.look_at_invite((select token from first_link), null, null), null, 'the link of the first mail no longer works');
select is(service.look_at_invite(tests.mailed('eero@valo.example', 'token'), null, null) - 'expires_at',
  '{"company_name": "kuvaamo", "role": "billing", "email": "eero@valo.example", "state": "open"}', 'the new one shows what it is about');
select is(service.look_at_invite(null, 'Eero@valo.example', overlay(tests.mailed('eero@valo.example', 'code') placing ' ' from 4 for 0)) ->> 'state', 'open', 'so does the code, however it was spaced');
select is(service.look_at_invite(null, null, null), null, 'without anything there is nothing');
select is(service.look_at_invite('x', null, null), null, 'nor with a wrong link');
select is(service.look_at_invite(null, 'nobody@valo.example', '123456'), null, 'nor for an address nobody invited');
select is(array_agg(service.look_at_invite(null, 'new@valo.example', 'wrong')), array_fill(null::jsonb, array[5]), 'a wrong code shows nothing') from generate_series(1, 5);
select is(service.look_at_invite(null, 'new@valo.example', tests.mailed('new@valo.example', 'code')), null, 'after five of them the right one is too late');
select is(service.begin_invite(null, 'new@valo.example', tests.mailed('new@valo.example', 'code')), null, 'for joining as well');
select is(service.look_at_invite(tests.mailed('new@valo.example', 'token'), null, null) ->> 'state', 'open', 'but the link still works');

-- Accepting with an account.
select tests.act_as('eero@valo.example');
select is(tests.count_rows('accounts', 'kuvaamo'), 0, 'an invitation alone shows nothing of the company');
select results_eq($$ select company_name, role::text from public.my_invites() $$, $$ values ('kuvaamo', 'billing') $$, 'who is invited sees by whom and as what');
select is(public.accept_invite(tests.invite_of('eero@valo.example')), tests.id('kuvaamo'), 'accepting answers the company');
select is(tests.role_in('kuvaamo', 'eero@valo.example'), 'billing', 'and gives the role');
select is(tests.count_rows('accounts', 'kuvaamo'), 1, 'from then on the company is seen');
select is(public.accept_invite(tests.invite_of('eero@valo.example')), tests.id('kuvaamo'), 'a second click answers the same');
select is(tests.count_mails('member_joined', 'owner@kuvaamo.example'), 1::bigint, 'and the inviter hears of it once');
select is_empty($$ select id from public.my_invites() $$, 'the invitation is used up');
select tests.act_as_service();
select is(service.look_at_invite(tests.mailed('eero@valo.example', 'token'), null, null) ->> 'state', 'accepted', 'its link says so');
select is(service.begin_invite(tests.mailed('eero@valo.example', 'token'), null, null), null, 'and starts nothing');
select tests.act_as('owner@kuvaamo.example');
select throws_ok($$ select public.withdraw_invite(tests.invite_of('eero@valo.example')) $$, 'PT410', 'invite_gone', 'what was accepted is not withdrawn');
select throws_ok($$ select public.invite_colleague(tests.id('kuvaamo'), 'eero@valo.example', 'owner', 'fi') $$, 'PT409', 'already_member', 'nor invited again');

-- A member of several companies.
select tests.act_as('owner@rival.example');
select public.invite_colleague(tests.id('rival'), 'eero@valo.example', 'viewer', 'fi');
select tests.act_as('eero@valo.example');
select public.accept_invite(tests.invite_of('eero@valo.example'));
select results_eq($$ select company_name, role::text from public.account_overview order by 1 $$, $$ values ('kuvaamo', 'billing'), ('rival', 'viewer') $$,
  'a person acts for several companies, in each with its own role');

-- Withdrawn, expired, signed out, unconfirmed.
select tests.act_as_admin();
select tests.create_person('late@valo.example');
select tests.act_as('owner@kuvaamo.example');
select public.invite_colleague(tests.id('kuvaamo'), 'late@valo.example', 'viewer', 'fi');
select lives_ok($$ select public.withdraw_invite(tests.invite_of('late@valo.example')) $$, 'an owner withdraws an invitation');
select lives_ok($$ select public.withdraw_invite(tests.invite_of('late@valo.example')) $$, 'twice is as once');
select tests.act_as('late@valo.example');
select throws_ok($$ select public.accept_invite(tests.invite_of('late@valo.example')) $$, 'PT410', 'invite_gone', 'a withdrawn one lets nobody in');
select tests.act_as_service();
select is(service.look_at_invite(tests.mailed('late@valo.example', 'token'), null, null) ->> 'state', 'withdrawn', 'its link says so');
select tests.act_as('owner@kuvaamo.example');
select lives_ok($$ select public.invite_colleague(tests.id('kuvaamo'), 'late@valo.example', 'viewer', 'fi') $$, 'after that the address can be invited anew');
select tests.age_invites('late@valo.example', '7 days');
select tests.act_as('late@valo.example');
select throws_ok($$ select public.accept_invite(tests.invite_of('late@valo.example')) $$, 'PT410', 'invite_gone', 'after seven days it lets nobody in');
select is_empty($$ select id from public.my_invites() $$, 'and is not shown');
select tests.act_as_service();
select is(service.look_at_invite(tests.mailed('late@valo.example', 'token'), null, null) ->> 'state', 'expired', 'its link says so');
select is(service.begin_invite(tests.mailed('late@valo.example', 'token'), null, null), null, 'and starts nothing');
select tests.act_as('owner@kuvaamo.example');
select public.invite_colleague(tests.id('kuvaamo'), 'late@valo.example', 'viewer', 'fi');
select tests.act_as_admin();
update auth.users set email_confirmed_at = null where email = 'late@valo.example';
select tests.act_as('late@valo.example');
select throws_ok($$ select public.accept_invite(tests.invite_of('late@valo.example')) $$, 'PT410', 'invite_gone', 'an address that is not confirmed accepts nothing');
select tests.act_as_admin();
update auth.users set email_confirmed_at = now() where email = 'late@valo.example';
select tests.sign_out('late@valo.example');
select tests.act_as('late@valo.example');
select throws_ok($$ select public.accept_invite(tests.invite_of('late@valo.example')) $$, 'PT410', 'invite_gone', 'a session that was ended accepts nothing');
select is(tests.role_in('kuvaamo', 'late@valo.example'), null, 'so nobody has come in');

-- Without an account: the confirmation of the address makes a member, and no company of one's own.
select tests.act_as_admin();
insert into private.account_requests (email, company_name, business_id, country, contact_name, locale) values ('new@valo.example', 'Own', '1234567-1', 'FI', 'New', 'fi');
insert into auth.users (id, email) values (tests.id('new@valo.example'), 'new@valo.example');
select is((select company_name from service.mail_context('new@valo.example')), 'Own', 'an invitation nobody opened changes no mail');
select tests.act_as_service();
select is(service.begin_invite(tests.mailed('new@valo.example', 'token'), null, null), 'new@valo.example', 'the button starts the way in');
select is(service.begin_invite(tests.mailed('new@valo.example', 'token'), null, null), 'new@valo.example', 'a second click, too');
select results_eq($$ select account_id, locale, company_name from service.mail_context('new@valo.example') $$, $$ values (tests.id('kuvaamo'), 'fi', 'kuvaamo') $$,
  'mails to the newcomer name the company that invited');
select tests.act_as_admin();
select is(tests.role_in('kuvaamo', 'new@valo.example'), null, 'the button alone lets nobody in');
insert into private.account_requests (email, company_name, business_id, country, contact_name, locale) values ('new@valo.example', 'Slipped in', '1234567-1', 'FI', 'New', 'fi');
update auth.users set email_confirmed_at = now() where id = tests.id('new@valo.example');
select is(tests.role_in('kuvaamo', 'new@valo.example'), 'products', 'confirming the address does');
select is((select count(*) from public.accounts where email = 'new@valo.example'), 0::bigint, 'and opens no company of their own');
select is((select count(*) from private.account_requests where email = 'new@valo.example'), 0::bigint, 'a form somebody sent meanwhile is dropped');
insert into auth.users (id, email, email_confirmed_at) values (tests.id('other@valo.example'), 'other@valo.example', now());
select is((select count(*) from public.account_members where user_id = tests.id('other@valo.example')), 0::bigint, 'an address nobody invited joins nothing');

-- Limits.
update public.programme_settings set invites_per_day = 20;
delete from private.quotas;
select tests.act_as('owner@kuvaamo.example');
select lives_ok(format('select public.invite_colleague(tests.id(%L), %L, %L, %L)', 'kuvaamo', 'many@valo.example', 'viewer', 'fi'), 'an address is mailed up to five times a day: ' || n) from generate_series(1, 5) n;
select throws_ok($$ select public.invite_colleague(tests.id('kuvaamo'), 'many@valo.example', 'owner', 'fi') $$, 'PT429', 'too_many_requests', 'then no more');
select is((select role::text from public.account_invites where email = 'many@valo.example'), 'viewer', 'and the refused one changed nothing');
select tests.act_as('owner@rival.example');
select throws_ok($$ select public.invite_colleague(tests.id('rival'), 'many@valo.example', 'viewer', 'fi') $$, 'PT429', 'too_many_requests', 'not from another company either');
select tests.act_as_admin();
update public.programme_settings set invites_per_day = 6;
select tests.act_as('owner@kuvaamo.example');
select lives_ok($$ select public.invite_colleague(tests.id('kuvaamo'), 'sixth@valo.example', 'viewer', 'fi') $$, 'a company has its number of invitations a day');
select throws_ok($$ select public.invite_colleague(tests.id('kuvaamo'), 'seventh@valo.example', 'viewer', 'fi') $$, 'PT429', 'too_many_requests', 'and no more');
select is_empty($$ select id from public.account_invites where email = 'seventh@valo.example' $$, 'the refused one is not there');

-- What not even a hand in the dashboard can do.
select tests.act_as_admin();
select throws_ok($$ insert into public.account_invites (account_id, email, role, locale, expires_at) values (tests.id('kuvaamo'), 'sixth@valo.example', 'viewer', 'fi', now()) $$, '23505', null,
  'there are no two open invitations for one address');
select ok((select count(*) > 5 from private.audit_log where table_name = 'account_invites'), 'everything about invitations is in the log');

select * from finish();
