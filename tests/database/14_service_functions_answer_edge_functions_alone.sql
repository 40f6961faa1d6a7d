-- Schema service is for the secret key. Nobody else calls any of it, and the secret key reads no table.
create temporary table service_functions as
select format('%I.%I(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes)) as signature, p.oid
from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'service';
grant select on service_functions to public;

select * from no_plan();
select cmp_ok((select count(*) from service_functions), '>=', 20::bigint, 'the functions are there to be looked at');
select ok(has_function_privilege('service_role', oid, 'execute'), 'edge functions call ' || signature) from service_functions order by signature;
select ok(not has_function_privilege('authenticated', oid, 'execute'), 'members do not call ' || signature) from service_functions order by signature;
select ok(not has_function_privilege('anon', oid, 'execute'), 'visitors do not call ' || signature) from service_functions order by signature;

select tests.create_member_company('kuvaamo');
select tests.act_as_service();
select throws_ok('select from ' || relation, '42501', null, 'the secret key reads no ' || relation)
from unnest(array['public.accounts', 'public.products', 'public.memberships', 'private.mail_outbox', 'private.legacy_accounts', 'private.audit_log']) relation;
select throws_ok($$ select private.migrate_products(tests.id('kuvaamo')) $$, '42501', null, 'the secret key does not reach private functions');
select throws_ok($$ select public.migrate_products(tests.id('kuvaamo')) $$, '42501', null, 'nor the members'' functions');
select is(service.sign_in_state(' Owner@Kuvaamo.example '), 'confirmed', 'it asks what is known of an address, however typed');
select is(service.sign_in_state('nobody@elsewhere.example'), 'unknown', 'an address nobody signed up with is unknown');
select is(service.current_membership(tests.id('billing@kuvaamo.example'), tests.id('kuvaamo')) ->> 'tier_code', 'silver', 'it reads the membership for billing');
select throws_ok($$ select service.current_membership(tests.id('viewer@kuvaamo.example'), tests.id('kuvaamo')) $$, 'PT403', 'not_allowed', 'but not for a viewer');

select tests.act_as_admin();
select tests.create_company('newcomer');
select tests.act_as_service();
select throws_ok($$ select service.current_membership(tests.id('owner@newcomer.example'), tests.id('newcomer')) $$, 'PT404', 'membership_not_found',
  'a company without membership has none to read');

select * from finish();
