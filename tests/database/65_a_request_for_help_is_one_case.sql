-- S10: the form opens a case and mails a copy, once; members see their company's cases.
select plan(18);

select tests.create_company('kuvaamo');
select tests.create_company('rival');
create function tests.ask(id text, person text, account text, message text default 'Help') returns text language sql as $$
  select service.open_support_case(tests.id(id), tests.id(person), tests.id(account), 'products', ' Aino ', 'Aino@Kuvaamo.example', message, 'fi', 'desk@cps.example')
$$;

create temporary table answered as select tests.ask('case', 'viewer@kuvaamo.example', 'kuvaamo') as reference;
select matches((select reference from answered), '^S-\d{6}$', 'a case has a reference');
select is(tests.ask('case', 'viewer@kuvaamo.example', 'kuvaamo', 'Second click'), (select reference from answered), 'the same id again answers the same case');
select results_eq($$ select account_id, user_id, name, email, message, state from public.support_cases $$,
  $$ values (tests.id('kuvaamo'), tests.id('viewer@kuvaamo.example'), 'Aino', 'aino@kuvaamo.example', 'Help', 'open') $$, 'one case is stored, as it was sent first');
select bag_eq($$ select kind, recipient from private.mail_outbox $$, $$ values ('support_case_copy', 'aino@kuvaamo.example'), ('support_case', 'desk@cps.example') $$, 'the sender has a copy, the desk the case, once');

select isnt(service.open_support_case(gen_random_uuid(), null, null, 'account', 'Visitor', 'visitor@elsewhere.example', 'I cannot sign in', 'sv', 'desk@cps.example'), null, 'who is not signed in asks as well');
select tests.ask('pretended', 'owner@rival.example', 'kuvaamo');
select results_eq($$ select account_id, user_id from public.support_cases where id = tests.id('pretended') $$, $$ values (null::uuid, tests.id('owner@rival.example')) $$,
  'who says to be of another company is not believed');
select is((select count(*) from private.mail_outbox where dedupe_key like '%' || tests.id('pretended') and (account_id is not null or data ->> 'account_id' is not null)), 0::bigint,
  'and the mails do not name that company');

select throws_ok(format('select service.open_support_case(gen_random_uuid(), null, null, %L, %L, %L, %L, %L, %L)', topic, name, address, message, locale, 'desk@cps.example'), '23514', null, what)
from (values ('gossip', 'A', 'a@b.example', 'Hi', 'fi', 'a topic is one of ours'), ('other', ' ', 'a@b.example', 'Hi', 'fi', 'a name is given'),
  ('other', 'A', 'nonsense', 'Hi', 'fi', 'an address too'), ('other', 'A', 'a@b.example', '  ', 'fi', 'and a message'),
  ('other', 'A', 'a@b.example', repeat('x', 5001), 'fi', 'of at most 5,000 characters'), ('other', 'A', 'a@b.example', 'Hi', 'xx', 'in a language of ours')) as bad (topic, name, address, message, locale, what);
select is((select count(*) from public.support_cases), 3::bigint, 'nothing of that was stored');
select is((select count(*) from private.mail_outbox), 6::bigint, 'nor mailed');

select tests.act_as('owner@kuvaamo.example');
select is((select array_agg(reference) from public.support_cases), (select array[reference] from public.support_cases where id = tests.id('case')), 'members see their company''s cases');
select is((select count(*) from public.support_cases), 1::bigint, 'and no other');
select throws_ok('select email from public.support_cases', '42501', null, 'but not the address of the colleague who asked');

select * from finish();
