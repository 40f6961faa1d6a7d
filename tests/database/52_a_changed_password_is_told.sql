-- S1: the owner of an address hears of a changed password; the first one, set right after confirming, is no news.
select plan(6);

select tests.create_account('kuvaamo', 'owner@kuvaamo.example');
create function tests.set_password(address text, password text) returns void language sql as $$
  update auth.users set encrypted_password = password where id = tests.id(address)
$$;

select tests.set_password('owner@kuvaamo.example', 'first');
select is((select count(*) from private.mail_outbox), 0::bigint, 'the first password is not mailed about');
select tests.set_password('owner@kuvaamo.example', 'first');
update auth.users set email = email where id = tests.id('owner@kuvaamo.example');
select is((select count(*) from private.mail_outbox), 0::bigint, 'nor is what changes nothing');
select tests.set_password('owner@kuvaamo.example', 'second');
select results_eq($$ select kind, recipient, locale, account_id, data ->> 'company_name' from private.mail_outbox $$,
  $$ values ('password_changed', 'owner@kuvaamo.example', 'fi', tests.id('kuvaamo'), 'kuvaamo') $$, 'the second one is');
select tests.set_password('owner@kuvaamo.example', 'third');
select is((select count(*) from private.mail_outbox where kind = 'password_changed'), 2::bigint, 'and every one after');
select ok(not exists (select from private.mail_outbox where data::text ~ 'second|third'), 'no password is in a mail');

insert into auth.users (id, email, encrypted_password) values (tests.id('new@kuvaamo.example'), 'new@kuvaamo.example', 'random');
select tests.set_password('new@kuvaamo.example', 'other');
select tests.set_password('new@kuvaamo.example', 'another');
select is((select count(*) from private.mail_outbox where recipient = 'new@kuvaamo.example'), 0::bigint, 'an unconfirmed address gets no such mail');

select * from finish();
