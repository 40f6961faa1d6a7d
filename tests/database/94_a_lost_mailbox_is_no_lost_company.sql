-- A company whose only mailbox is gone: two people of the desk let another address take over, which proves itself by the usual mail.
select plan(45);

select tests.create_desk();
select tests.create_account('kuvaamo', 'gone@kuvaamo.example');
select tests.create_company('other');
update auth.users set encrypted_password = 'known to somebody' where id = tests.id('gone@kuvaamo.example');
insert into public.billing_profiles (account_id, legal_name, address_line1, postal_code, city, country, invoice_email)
values (tests.id('kuvaamo'), 'Kuvaamo Oy', 'Kuvakatu 1', '00100', 'Helsinki', 'FI', 'gone@kuvaamo.example');

select throws_ok($$ select support.recover_account(tests.id('nobody'), 'gone@kuvaamo.example', 'new@kuvaamo.example', 'Mailbox is gone', 'veera@desk.example') $$, 'PT404', 'account_not_found', 'a company that is not there');
select throws_ok($$ select support.recover_account(tests.id('kuvaamo'), 'owner@other.example', 'new@kuvaamo.example', 'Mailbox is gone', 'veera@desk.example') $$, 'PT422', 'address_unknown', 'a person of another company');
select throws_ok($$ select support.recover_account(tests.id('kuvaamo'), null, 'new@kuvaamo.example', 'Mailbox is gone', 'veera@desk.example') $$, 'PT422', 'address_unknown', 'nobody');
select throws_ok($$ select support.recover_account(tests.id('kuvaamo'), 'gone@kuvaamo.example', 'nonsense', 'Mailbox is gone', 'veera@desk.example') $$, 'PT422', 'value_refused', 'no address');
select throws_ok($$ select support.recover_account(tests.id('kuvaamo'), 'gone@kuvaamo.example', null, 'Mailbox is gone', 'veera@desk.example') $$, 'PT422', 'value_refused', 'none at all');
select throws_ok($$ select support.recover_account(tests.id('kuvaamo'), 'gone@kuvaamo.example', 'Gone@kuvaamo.example', 'Mailbox is gone', 'veera@desk.example') $$, 'PT422', 'value_refused', 'the lost one again');
select throws_ok($$ select support.recover_account(tests.id('kuvaamo'), 'gone@kuvaamo.example', 'new@kuvaamo.example', '', 'veera@desk.example') $$, 'PT422', 'reason_missing', 'no reason');
select throws_ok($$ select support.recover_account(tests.id('kuvaamo'), 'gone@kuvaamo.example', 'new@kuvaamo.example', 'Mailbox is gone', 'veera@desk.example', 'veera@desk.example') $$, 'PT403', 'same_person', 'consent of oneself');
select is((select count(*) from support.approvals), 0::bigint, 'of all these nothing was asked');

select alike(support.recover_account(tests.id('kuvaamo'), ' Gone@kuvaamo.example', 'New@kuvaamo.example', 'Mailbox is gone, called back at the number of the register', 'veera@desk.example'), 'Nothing is done yet.%', 'one person asks');
select is((select count(*) from auth.sessions where user_id = tests.id('gone@kuvaamo.example')), 1::bigint, 'and nothing has changed');
select is((select count(*) from service.lease_recoveries(10)), 0::bigint, 'no mail goes out');
select alike(tests.consent(), 'new@kuvaamo.example gets the usual mail with a link and a code within a minute%', 'the second one consents');
select is((select count(*) from auth.sessions where user_id = tests.id('gone@kuvaamo.example')), 0::bigint, 'then the lost one is out of all browsers');
select is((select encrypted_password from auth.users where id = tests.id('gone@kuvaamo.example')), null, 'and his password opens nothing');
select is((select count(*) from private.mail_outbox where data ->> 'notice' = 'recovery_started' and recipient = 'gone@kuvaamo.example'), 1::bigint, 'his mailbox is told, should somebody read it after all');
select results_eq($$ select user_id, role::text from public.account_members where account_id = tests.id('kuvaamo') $$, $$ values (tests.id('gone@kuvaamo.example'), 'owner') $$, 'nobody has taken over yet');

-- The job asks Supabase Auth for the mail, in the company's language, once.
select results_eq($$ select address, sign_in_state from service.lease_recoveries(10) $$, $$ values ('new@kuvaamo.example', 'unknown') $$, 'the job finds the address');
select is((select count(*) from service.lease_recoveries(10)), 0::bigint, 'two jobs at once do not');
select results_eq($$ select * from service.mail_context('New@kuvaamo.example') $$, $$ values (tests.id('kuvaamo'), 'fi', 'kuvaamo', '') $$, 'the mail knows language and company');
select results_eq($$ select account_id, contact_name from service.mail_context('owner@other.example') $$, $$ values (tests.id('other'), 'Aino Virta') $$, 'others know theirs as before');
update private.account_recoveries set leased_until = now() - interval '1 second';
create temporary table leased as select recovery_id from service.lease_recoveries(10);
select is((select count(*) from leased), 1::bigint, 'if it died it is done again');
select service.recovery_mailed(recovery_id) from leased;
update private.account_recoveries set leased_until = now() - interval '1 second';
select is((select count(*) from service.lease_recoveries(10)), 0::bigint, 'once mailed no more');

-- An address that is not confirmed takes nothing over.
insert into auth.users (id, email) values (tests.id('new@kuvaamo.example'), 'new@kuvaamo.example');
select is((select count(*) from public.account_members where user_id = tests.id('new@kuvaamo.example')), 0::bigint, 'an address nobody confirmed is no owner');
update auth.users set email_confirmed_at = now() where id = tests.id('new@kuvaamo.example');
select results_eq($$ select user_id, role::text from public.account_members where account_id = tests.id('kuvaamo') $$, $$ values (tests.id('new@kuvaamo.example'), 'owner') $$, 'confirming makes him owner in place of the lost one');
select is((select email from public.accounts where id = tests.id('kuvaamo')), 'new@kuvaamo.example', 'mails go to him');
select is((select invoice_email from public.billing_profiles where account_id = tests.id('kuvaamo')), 'new@kuvaamo.example', 'and so do invoices');
select is((select count(*) from private.mail_outbox where data ->> 'notice' = 'owner_replaced' and recipient = 'gone@kuvaamo.example'), 1::bigint, 'the lost address is told');
select is_empty($$ select * from support.drift $$, 'the company has its owner');
update auth.users set email_confirmed_at = now() + interval '1 second' where id = tests.id('new@kuvaamo.example');
select is((select count(*) from private.mail_outbox where data ->> 'notice' = 'owner_replaced'), 1::bigint, 'and it happened once');
select alike(tests.consent(), 'Done already:%', 'consenting again does nothing');

-- A colleague who signs in already takes over at once; a lost person of two companies stays in the other one.
select tests.create_company('two');
select tests.add_member('other', 'owner@two.example', 'viewer');
update auth.users set encrypted_password = 'his own' where id = tests.id('owner@two.example');
select support.recover_account(tests.id('two'), 'owner@two.example', 'viewer@two.example', 'Owner has left for good', 'veera@desk.example');
select is(tests.consent(), 'viewer@two.example is owner of two now, and signs in with the password there is.', 'a colleague takes over at once');
select results_eq($$ select person.email::text, member.role::text from public.account_members member join auth.users person on person.id = member.user_id where account_id = tests.id('two') order by 1 $$,
  $$ values ('billing@two.example', 'billing'), ('products@two.example', 'products'), ('viewer@two.example', 'owner') $$, 'in place of the lost one');
select results_eq($$ select role::text from public.account_members where user_id = tests.id('owner@two.example') $$, $$ values ('viewer') $$, 'who is still in his other company');
select is((select encrypted_password from auth.users where id = tests.id('owner@two.example')), 'his own', 'with his password');
select is((select count(*) from auth.sessions where user_id = tests.id('owner@two.example')), 0::bigint, 'and signs in anew');
select is((select count(*) from private.mail_outbox where data ->> 'notice' = 'owner_replaced' and account_id = tests.id('two')), 4::bigint, 'all four were told');

-- Too late.
select tests.create_account('late', 'gone@late.example');
select support.recover_account(tests.id('late'), 'gone@late.example', 'new@late.example', 'Mailbox is gone', 'veera@desk.example');
select tests.consent();
update private.account_recoveries set expires_at = now() where account_id = tests.id('late');
select is((select count(*) from service.lease_recoveries(10)), 0::bigint, 'after its time no mail goes out');
select is((select count(*) from service.mail_context('new@late.example')), 0::bigint, 'the address is nobody''s again');
select tests.create_person('new@late.example');
select is((select count(*) from public.account_members where user_id = tests.id('new@late.example')), 0::bigint, 'and confirming it takes nothing over');
select is((select user_id from public.account_members where account_id = tests.id('late')), tests.id('gone@late.example'), 'the company is as it was');
select alike(support.close_account(tests.id('late'), 'Company has ceased', 'veera@desk.example'), 'late is closed.%', 'a closed company');
select throws_ok($$ select support.recover_account(tests.id('late'), 'gone@late.example', 'new@late.example', 'Mailbox is gone', 'veera@desk.example') $$, 'PT409', 'account_closed', 'is not recovered');

-- Members never reach any of it.
select tests.act_as('viewer@two.example');
select throws_ok($$ select support.recover_account(tests.id('other'), 'owner@other.example', 'viewer@two.example', 'Give it to me', 'veera@desk.example') $$, '42501', null, 'a member cannot call it');
select throws_ok($$ select * from private.account_recoveries $$, '42501', null, 'nor read of it');

select * from finish();
