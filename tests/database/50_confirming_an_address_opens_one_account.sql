-- S1 and decision 1: the form waits, the confirmation opens the account, once, and never refuses.
select plan(26);

create function tests.ask_for_account(address text, company text) returns void language sql as $$
  select service.request_account(address, company, '1234567-1', 'FI', 'Aino Virta', ' OLD@Kuvaamo.example ', 'fi')
$$;
create function tests.sign_up(address text) returns void language sql as $$
  insert into auth.users (id, email, encrypted_password) values (tests.id(address), address, 'random')
$$;
create function tests.confirm(address text) returns void language sql as $$
  update auth.users set email_confirmed_at = now() where id = tests.id(address)
$$;

select tests.ask_for_account(' Owner@Kuvaamo.example ', ' First name ');
select tests.ask_for_account('owner@kuvaamo.example', 'Kuvaamo Oy');
select is((select array_agg(company_name) from private.account_requests), array['Kuvaamo Oy'], 'of two forms for an address the latest counts');
select is(service.sign_in_state('owner@kuvaamo.example'), 'unknown', 'a form alone makes nobody known');
select tests.sign_up('owner@kuvaamo.example');
select is(service.sign_in_state('owner@kuvaamo.example'), 'unconfirmed', 'after signing up the address is unconfirmed');
select is((select count(*) from public.accounts), 0::bigint, 'and no account is open');
select results_eq($$ select locale, company_name, account_id from service.mail_context('owner@kuvaamo.example') $$, $$ values ('fi', 'Kuvaamo Oy', null::uuid) $$,
  'mails before that take language and names from the form');

select tests.confirm('owner@kuvaamo.example');
select results_eq($$ select company_name, email, legacy_email, locale from public.accounts $$,
  $$ values ('Kuvaamo Oy', 'owner@kuvaamo.example', 'old@kuvaamo.example', 'fi') $$, 'confirming opens the account of the latest form');
select results_eq($$ select user_id, role::text from public.account_members $$, $$ values (tests.id('owner@kuvaamo.example'), 'owner') $$, 'and makes the person its owner');
select is((select count(*) from private.account_requests), 0::bigint, 'the form is used up');
select is((select account_id from service.mail_context('owner@kuvaamo.example')), (select id from public.accounts), 'mails know the company now');

select tests.confirm('owner@kuvaamo.example');
select is((select count(*) from public.accounts), 1::bigint, 'confirming again opens no second one');
select tests.ask_for_account('owner@kuvaamo.example', 'Invented by somebody else');
select tests.confirm('owner@kuvaamo.example');
select is((select count(*) from public.accounts), 1::bigint, 'nor does a form sent later by whomever for a confirmed address');
select is((select company_name from public.accounts), 'Kuvaamo Oy', 'and it changes no company');

select tests.sign_up('formless@elsewhere.example');
select lives_ok($$ select tests.confirm('formless@elsewhere.example') $$, 'confirming without a form is no error');
select is((select count(*) from public.accounts), 1::bigint, 'and opens nothing');
select tests.ask_for_account('invited@kuvaamo.example', 'At once');
insert into auth.users (id, email, email_confirmed_at) values (tests.id('invited@kuvaamo.example'), 'invited@kuvaamo.example', now());
select is((select count(*) from public.accounts), 2::bigint, 'a person created confirmed has his account at once');

-- What the form may hold.
select throws_ok(format('select service.request_account(%L, %L, %L, %L, %L, %L, %L)', address, company, business_id, country, contact, legacy, locale), code, null, what)
from (values
  ('no address', 'K', '1234567-1', 'FI', 'A', null, 'fi', '23514', 'an address needs its form'),
  ('a@b.example', ' ', '1234567-1', 'FI', 'A', null, 'fi', '23514', 'a company has a name'),
  ('a@b.example', repeat('x', 201), '1234567-1', 'FI', 'A', null, 'fi', '23514', 'of at most 200 characters'),
  ('a@b.example', E'K\nBcc: x', '1234567-1', 'FI', 'A', null, 'fi', '23514', 'on one line'),
  ('a@b.example', 'K', '1234567-2', 'FI', 'A', null, 'fi', '23514', 'a Finnish business id has a right check digit'),
  ('a@b.example', 'K', '12345671', 'FI', 'A', null, 'fi', '23514', 'and its dash'),
  ('a@b.example', 'K', '?', 'SE', 'A', null, 'fi', '23514', 'elsewhere a business id has at least a form'),
  ('a@b.example', 'K', '1234567-1', 'FI', 'A', 'nonsense', 'fi', '23514', 'an old address has the form of one'),
  ('a@b.example', 'K', '1234567-1', 'FI', 'A', null, 'xx', '23514', 'the language is one of ours')) as bad (address, company, business_id, country, contact, legacy, locale, code, what)
;
select is((select count(*) from private.account_requests where email = 'a@b.example'), 0::bigint, 'and nothing of that was stored');

-- Forms that are never confirmed are forgotten.
update private.account_requests set requested_at = now() - interval '31 days';
select tests.ask_for_account('waiting@kuvaamo.example', 'Waiting');
select service.sweep();
select is((select array_agg(email) from private.account_requests), array['waiting@kuvaamo.example'], 'a form is kept for thirty days');

select * from finish();
