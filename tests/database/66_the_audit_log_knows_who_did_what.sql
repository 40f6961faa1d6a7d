-- Who changed what, from what to what, by whichever door; and nobody tidies it up.
select plan(22);

select tests.create_company('kuvaamo');
select tests.create_model('M-100', 100);
select tests.register('camera', 'kuvaamo', 'M-100', 'A1');
create temporary view last_entry as select * from private.audit_log order by id desc limit 1;

select tests.act_as('owner@kuvaamo.example');
update public.accounts set contact_name = 'Veera Aho';
select tests.act_as_admin();
select results_eq($$ select user_id, database_role, table_name, row_key, action, before ->> 'contact_name', after ->> 'contact_name' from last_entry $$,
  $$ values (tests.id('owner@kuvaamo.example'), 'authenticated', 'accounts', tests.id('kuvaamo')::text, 'update', 'Aino Virta', 'Veera Aho') $$, 'a member''s change is logged with his id');
update public.accounts set contact_name = 'By staff';
select is((select database_role from last_entry where user_id is null and after ->> 'contact_name' = 'By staff'), session_user::text collate "default", 'a hand in the dashboard with its role');
select tests.act_as('products@kuvaamo.example');
select public.remove_product(tests.id('camera'));
select tests.act_as_admin();
select results_eq($$ select user_id, action, before ->> 'claim', after ->> 'claim' from private.audit_log where table_name = 'products' $$,
  $$ values (tests.id('products@kuvaamo.example'), 'update', 'held', 'none') $$, 'a removal shows who removed');
delete from public.account_members where user_id = tests.id('viewer@kuvaamo.example');
select results_eq($$ select table_name, action, before ->> 'role', after from last_entry $$, $$ values ('account_members', 'delete', 'viewer', null::jsonb) $$, 'what was deleted is kept');

select ok(exists (select from pg_trigger where tgname = 'audit' and tgrelid = ('public.' || audited)::regclass), audited || ' is watched')
from unnest(array['accounts', 'account_members', 'products', 'product_models', 'model_points', 'tiers', 'tier_prices', 'programme_settings', 'invitations', 'memberships', 'membership_numbers',
  'billing_profiles']) audited;

select throws_ok(attempt, 'PT409', 'ledger_append_only', 'refused: ' || attempt) from (values
  ('update private.audit_log set user_id = null'), ('delete from private.audit_log'), ('truncate private.audit_log')) as attempts (attempt);
select cmp_ok((select count(*) from private.audit_log), '>=', 9::bigint, 'the log is as long as before');

-- A change that is refused leaves no trace, because nothing changed.
create temporary table length_before as select count(*) as entries from private.audit_log;
select throws_ok($$ update public.tiers set minimum_points = 0 $$, '23514', null, 'a refused change');
select is((select count(*) from private.audit_log), entries, 'is not logged') from length_before;

select * from finish();
