-- Data typed wrong, a mail that went astray, too many attempts, a company that is gone: repaired with a reason, within the rules.
select plan(56);

select tests.create_desk();
select tests.create_member_company('kuvaamo');
select tests.create_company('plain');

-- Correcting.
select is(support.correct_account(tests.id('plain'), 'company_name', ' Plain Oy ', 'Typed wrong at sign-up', 'veera@desk.example'), 'plain: corrected company_name.', 'one field is corrected');
select is((select company_name from public.accounts where id = tests.id('plain')), 'Plain Oy', 'tidied');
select is(support.correct_account(tests.id('plain'), '{"country": "se", "business_id": "556036-0793", "contact_name": "Sven"}', 'Moved to Sweden', 'veera@desk.example'),
  'Plain Oy: corrected business_id, contact_name, country.', 'several at once, also country and business id');
select results_eq($$ select country, business_id, contact_name from public.accounts where id = tests.id('plain') $$, $$ values ('SE', '556036-0793', 'Sven') $$, 'all of them');
select lives_ok($$ select support.correct_account(tests.id('plain'), '{"country": "FI", "business_id": "1234567-1"}', 'And back again', 'veera@desk.example') $$, 'and back to a country that checks its ids');
select is(support.correct_account(tests.id('plain'), 'legacy_email', 'Old@Plain.example', 'Given by telephone', 'veera@desk.example'), 'Plain Oy: corrected legacy_email.', 'the old address');
select is(support.correct_account(tests.id('plain'), 'legacy_email', '', 'Was somebody else''s', 'veera@desk.example'), 'Plain Oy: corrected legacy_email.', 'or none');
select is((select legacy_email from public.accounts where id = tests.id('plain')), null, 'is taken out again');
select is(support.correct_account(tests.id('kuvaamo'), 'invoice_email', 'Bills@Kuvaamo.example', 'Asked by billing', 'veera@desk.example'), 'kuvaamo: corrected invoice_email.', 'billing details');
select is((select invoice_email from public.billing_profiles where account_id = tests.id('kuvaamo')), 'bills@kuvaamo.example', 'in lower case');
select support.correct_account(tests.id('plain'), 'email', 'new@plain.example', 'The old mailbox is closing', 'veera@desk.example');
select results_eq($$ select recipient from private.mail_outbox where data ->> 'notice' = 'address_changed' order by recipient collate "C" $$,
  $$ values ('billing@plain.example'), ('new@plain.example'), ('owner@plain.example'), ('products@plain.example'), ('viewer@plain.example') $$, 'a changed address is told to the old one, the new one and all people');
select is((select count(*) from support.audit where table_name = 'accounts' and who = 'veera@desk.example' and reason = 'Typed wrong at sign-up' and before = '{"company_name": "plain"}'
  and after = '{"company_name": "Plain Oy"}'), 1::bigint, 'the log shows before and after, who and why');

create temporary table account_before as select to_jsonb(account) as all_of_it from public.accounts account order by id;
select throws_ok(format($$ select support.correct_account(tests.id('plain'), %L, %L, 'Some good reason', 'veera@desk.example') $$, field, value), code, message, format('%s cannot become %s', field, value))
from (values ('company_name', '', 'PT422', 'value_refused'), ('business_id', '1234567-2', 'PT422', 'value_refused'), ('country', 'US', 'PT422', 'value_refused'),
  ('country', 'XX', 'PT422', 'value_refused'), ('email', 'nonsense', 'PT422', 'value_refused'), ('locale', 'xx', 'PT422', 'value_refused'), ('city', 'Turku', 'PT404', 'billing_missing'),
  ('id', 'x', 'PT422', 'field_unknown'), ('closed_at', '2026-01-01', 'PT422', 'field_unknown'), ('terms_accepted_at', '2026-01-01', 'PT422', 'field_unknown')) as wrong (field, value, code, message);
select throws_ok($$ select support.correct_account(tests.id('plain'), '[]', 'Some good reason', 'veera@desk.example') $$, 'PT422', 'field_unknown', 'nothing to correct');
select throws_ok($$ select support.correct_account(tests.id('plain'), '{"company_name": "X", "locale": "xx"}', 'Some good reason', 'veera@desk.example') $$, 'PT422', 'value_refused', 'one wrong field of two');
select throws_ok($$ select support.correct_account(tests.id('plain'), '{"country": "FI", "business_id": "1234567-2"}', 'Some good reason', 'veera@desk.example') $$, 'PT422', 'value_refused', 'an id that does not fit the country');
select throws_ok($$ select support.correct_account(tests.id('kuvaamo'), 'country', 'SE', 'Moved to Sweden', 'veera@desk.example') $$, 'PT409', 'membership_running', 'the country of a member');
select throws_ok($$ select support.correct_account(tests.id('plain'), 'company_name', 'X', 'no', 'veera@desk.example') $$, 'PT422', 'reason_missing', 'without a reason');
select throws_ok($$ select support.correct_account(tests.id('plain'), 'company_name', 'X', 'Some good reason', 'stranger@desk.example') $$, 'PT403', 'staff_unknown', 'by a stranger');
select throws_ok($$ select support.correct_account(tests.id('nobody'), 'company_name', 'X', 'Some good reason', 'veera@desk.example') $$, 'PT404', 'account_not_found', 'of nobody');
select results_eq($$ select to_jsonb(account) from public.accounts account order by id $$, $$ select all_of_it from account_before $$, 'after all refusals every account is as it was');

-- Sending again.
create temporary view outbox as select * from private.mail_outbox;
update private.mail_outbox set sent_at = now();
select is(support.resend_mail((select id from outbox where kind = 'invoice_issued'), 'Was lost', 'veera@desk.example', ' Bills@Kuvaamo.example'), 'invoice_issued goes out to bills@kuvaamo.example again.', 'a mail goes out again, to an address of the company');
select is((select count(*) from outbox where kind = 'invoice_issued' and recipient = 'bills@kuvaamo.example' and sent_at is null), 1::bigint, 'it waits to be sent');
select is(support.resend_mail((select id from outbox where kind = 'invoice_issued' and sent_at is null), 'Was lost', 'veera@desk.example'), 'It was not sent yet; it goes out to bills@kuvaamo.example now.', 'one that waits is hurried');
select is((select count(*) from outbox where kind = 'invoice_issued'), 2::bigint, 'and not doubled');
select throws_ok($$ select support.resend_mail((select id from outbox where kind = 'invitation'), 'Was lost', 'veera@desk.example', 'owner@plain.example') $$, 'PT422', 'address_unknown', 'never to another company');
select throws_ok($$ select support.resend_mail((select id from outbox where kind = 'support_case'), 'Was lost', 'veera@desk.example', 'somebody@else.example') $$, 'PT422', 'address_unknown', 'nor to anybody else');
select throws_ok($$ select support.resend_mail(tests.id('nothing'), 'Was lost', 'veera@desk.example') $$, 'PT404', 'mail_not_found', 'a mail that is not there');
select private.enqueue_mail('migration_code', 'old@plain.example', 'fi', '{"company_name": "x", "code": "123456"}', null, tests.id('plain'));
select throws_ok($$ select support.resend_mail((select id from outbox where kind = 'migration_code'), 'Was lost', 'veera@desk.example') $$, 'PT409', 'mail_not_resendable', 'a code is not sent again');
select throws_ok($$ select support.resend_mail((select id from outbox where kind = 'invitation'), '', 'veera@desk.example') $$, 'PT422', 'reason_missing', 'without a reason');
select throws_ok($$ select support.resend_mail((select id from outbox where kind = 'invitation'), 'Was lost', 'x') $$, 'PT403', 'staff_unknown', 'by a stranger');
select is((select count(*) from outbox where sent_at is null and kind <> 'migration_code'), 1::bigint, 'after the refusals nothing more waits');

-- Too many attempts.
select service.take_quota('create_account:email', 'aino@plain.example', 1, 3600), service.take_quota('create_account:email', 'aino@plain.example', 1, 3600), service.take_quota('create_account:email', 'other@plain.example', 1, 3600);
insert into private.legacy_proofs (account_id, email, codes_sent, wrong_codes) values (tests.id('plain'), 'aino@plain.example', 8, 5);
select is(support.release_limits(' Aino@plain.example', 'Typed it wrong all day', 'veera@desk.example'), 'aino@plain.example: 1 limits of forms and 1 of codes are released.', 'limits are released');
select ok(service.take_quota('create_account:email', 'aino@plain.example', 1, 3600), 'the form works again');
select ok(not service.take_quota('create_account:email', 'other@plain.example', 1, 3600), 'for this address only');
select throws_ok($$ select support.release_limits('other@plain.example', '', 'veera@desk.example') $$, 'PT422', 'reason_missing', 'with a reason only');

-- Closing.
select throws_ok($$ select support.close_account(tests.id('kuvaamo'), 'Company has ceased', 'veera@desk.example') $$, 'PT409', 'membership_running', 'a member is not closed');
update public.memberships set state = 'ended', end_reason = 'Left' where account_id = tests.id('kuvaamo');
select throws_ok($$ select support.close_account(tests.id('kuvaamo'), 'Company has ceased', 'veera@desk.example') $$, 'PT409', 'invoice_open', 'nor one that owes');
select throws_ok($$ select support.close_account(tests.id('plain'), '', 'veera@desk.example') $$, 'PT422', 'reason_missing', 'nor without a reason');
select throws_ok($$ select support.close_account(tests.id('nobody'), 'Company has ceased', 'veera@desk.example') $$, 'PT404', 'account_not_found', 'nor nobody');
select throws_ok($$ select support.reopen_account(tests.id('plain'), 'Was a mistake', 'veera@desk.example') $$, 'PT409', 'account_open', 'an open one is not opened');
select is((select count(*) from public.accounts where closed_at is not null), 0::bigint, 'after the refusals all are open');
select is(support.close_account(tests.id('plain'), 'Company has ceased', 'veera@desk.example'), 'Plain Oy is closed. Its people can read what is there; nothing was deleted.', 'a company without debts is closed');
select throws_ok($$ select support.close_account(tests.id('plain'), 'Company has ceased', 'veera@desk.example') $$, 'PT409', 'account_closed', 'once');
select is((select count(*) from outbox where data ->> 'notice' = 'account_closed'), 5::bigint, 'and all its people are told');
select is(support.reopen_account(tests.id('plain'), 'Was a mistake', 'veera@desk.example'), 'Plain Oy is open again.', 'and opened again');
select is((select closed_at from public.accounts where id = tests.id('plain')), null, 'as before');

select * from finish();
