-- Who acts for a company: the first member owns it, the last owner stays.
select plan(13);

insert into public.accounts (id, company_name, business_id, country, contact_name, email, terms_accepted_at)
values (tests.id('kuvaamo'), 'Kuvaamo', '1234567-1', 'FI', 'Aino', 'aino@kuvaamo.example', now());
select tests.add_member('kuvaamo', 'first@kuvaamo.example', 'viewer');
select is((select role::text from public.account_members), 'owner', 'the first member is owner whatever was asked');
select tests.add_member('kuvaamo', 'second@kuvaamo.example', 'viewer');
select is((select role::text from public.account_members where user_id = tests.id('second@kuvaamo.example')), 'viewer', 'the second is what was asked');

select throws_ok(attempt, 'PT409', 'last_owner', 'refused: ' || attempt) from (values
  ($$ delete from public.account_members where role = 'owner' $$), ($$ update public.account_members set role = 'viewer' $$), ('truncate public.account_members')) as attempts (attempt);
select throws_ok($$ update public.account_members set user_id = tests.create_person('other@x.example') where role = 'owner' $$, 'PT403', 'not_allowed', 'a membership is not handed to somebody else');
select tests.create_account('rival', 'owner@rival.example');
select throws_ok($$ update public.account_members set account_id = tests.id('rival') where user_id = tests.id('second@kuvaamo.example') $$, 'PT403', 'not_allowed',
  'nor taken to another company');
select throws_ok($$ delete from auth.users where id = tests.id('first@kuvaamo.example') $$, '23503', null, 'a person who acts for a company is not deleted');
select is((select array_agg(role::text order by role) from public.account_members where account_id = tests.id('kuvaamo')), array['owner', 'viewer'], 'all is as it was');

update public.account_members set role = 'owner' where user_id = tests.id('second@kuvaamo.example');
select lives_ok($$ delete from public.account_members where user_id = tests.id('first@kuvaamo.example') $$, 'with a second owner the first may leave');
select throws_ok($$ delete from public.account_members where user_id = tests.id('second@kuvaamo.example') $$, 'PT409', 'last_owner', 'and the second then stays');
select tests.add_member('kuvaamo', 'third@kuvaamo.example', 'products');
select lives_ok($$ delete from public.account_members where user_id = tests.id('third@kuvaamo.example') $$, 'who is no owner may always leave');

select tests.act_as('third@kuvaamo.example');
select is(tests.count_rows('accounts', 'kuvaamo'), 0, 'who has left sees nothing, though he is signed in');

select * from finish();
