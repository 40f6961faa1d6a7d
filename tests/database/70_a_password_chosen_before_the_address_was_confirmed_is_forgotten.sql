-- S1: anybody can sign an address up at Supabase Auth; who confirms it chooses the password, and nobody else's works.
select plan(5);

create function tests.password_of(address text) returns text language sql as $$
  select encrypted_password from auth.users where id = tests.id(address)
$$;
insert into auth.users (id, email, encrypted_password) values (tests.id('owner@kuvaamo.example'), 'owner@kuvaamo.example', 'chosen by a stranger');
update auth.users set encrypted_password = 'chosen again' where id = tests.id('owner@kuvaamo.example');
select service.request_account('owner@kuvaamo.example', 'Kuvaamo Oy', '1234567-1', 'FI', 'Aino Virta', null, 'fi');

update auth.users set email_confirmed_at = now() where id = tests.id('owner@kuvaamo.example');
select is(tests.password_of('owner@kuvaamo.example'), null, 'confirming forgets the password of whoever signed the address up');
select is((select count(*) from public.accounts), 1::bigint, 'and opens the account as ever');

update auth.users set encrypted_password = 'the owner''s' where id = tests.id('owner@kuvaamo.example');
select is((select count(*) from private.mail_outbox where kind = 'password_changed'), 0::bigint, 'the owner''s first password is no news');
update auth.users set email_confirmed_at = now() where id = tests.id('owner@kuvaamo.example');
select is(tests.password_of('owner@kuvaamo.example'), 'the owner''s', 'confirming again keeps it');
update auth.users set email_confirmed_at = null where id = tests.id('owner@kuvaamo.example');
update auth.users set email_confirmed_at = now() where id = tests.id('owner@kuvaamo.example');
select is(tests.password_of('owner@kuvaamo.example'), 'the owner''s', 'also when a hand took the confirmation away');

select * from finish();
