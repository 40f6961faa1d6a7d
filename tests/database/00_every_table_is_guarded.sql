-- The whole schema at a glance: what must hold for every table, policy and function, also for those that come later.
select plan(19);

create temporary view our_tables as
select c.oid, n.nspname, c.relname, c.relkind, c.relrowsecurity from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('public', 'private', 'service', 'support') and c.relkind in ('r', 'p', 'v', 'm');

create temporary view our_functions as
select p.oid, n.nspname, p.proname, p.prosecdef, p.proconfig, p.prorettype::regtype as returns from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('public', 'private', 'service', 'support');

select cmp_ok((select count(*) from our_tables where nspname = 'public'), '>=', 18::bigint, 'the tables are there to be looked at');
select is_empty($$ select relname from our_tables where nspname = 'public' and relkind in ('r', 'p') and not relrowsecurity $$,
  'every table of public has row-level security');
select is_empty($$ select relname from our_tables where nspname = 'service' $$, 'service holds functions only');
select is_empty($$ select relname from our_tables where relkind = 'm' $$, 'there is no materialised view, which would have no row-level security');
select is_empty($$ select relname from our_tables where relkind = 'v' and not exists (
  select from pg_class v where v.oid = our_tables.oid and v.reloptions @> array['security_invoker=on']) $$, 'every view asks with the rights of its reader');
select is_empty($$ select nspname, relname from our_tables where obj_description(oid, 'pg_class') is null $$, 'every table and view has a comment');
select is_empty($$ select tablename, policyname from pg_policies where schemaname = 'public' and (roles = '{public}' or cmd = 'ALL') $$,
  'every policy names its roles and one action');
select is_empty($$ select tablename, policyname from pg_policies where schemaname = 'public' and cmd = 'UPDATE' and (qual is null or with_check is null) $$,
  'every update policy looks at the row before and after');
select is_empty($$ select tablename, cmd, role from pg_policies, unnest(roles) role where schemaname = 'public' group by 1, 2, 3 having count(*) > 1 $$,
  'there is one policy per table, action and role');
select is_empty($$ select relname from our_tables t where nspname = 'public' and relkind = 'r' and not exists (
  select from pg_policies where schemaname = 'public' and tablename = t.relname) $$, 'every table of public says who reads it');
select is_empty($$ select nspname, proname from our_functions where prosecdef and not (nspname in ('private', 'service', 'support') and proconfig @> array['search_path=""']) $$,
  'functions with their owner''s rights lie where no browser reaches and have an empty search path');
select is_empty($$ select nspname, proname from our_functions where not coalesce(proconfig, '{}') @> array['search_path=""'] $$,
  'every function has an empty search path');
select is_empty($$ select c.conrelid::regclass, c.conname from pg_constraint c join our_tables t on t.oid = c.conrelid
  where c.contype = 'f' and c.confdeltype = 'c' and c.confrelid <> 'auth.users'::regclass $$, 'no deletion of ours cascades');

-- Staff read these names in the dashboard, which shows the comment beside each.
select is_empty($$ select c.nspname, c.relname, part.attname from our_tables c join pg_attribute part on part.attrelid = c.oid and part.attnum > 0 and not part.attisdropped
  where c.nspname in ('public', 'support') and col_description(c.oid, part.attnum) is null $$, 'every column staff see says what it holds');
select is_empty($$ select proname from our_functions where nspname = 'support' and coalesce(length(obj_description(oid, 'pg_proc')), 0) < 40 $$,
  'every function of the desk says what it does and how it refuses');
select is_empty($$ select relname from our_tables where nspname in ('public', 'support') and relkind = 'r' and not exists (
  select from pg_trigger guard where guard.tgrelid = our_tables.oid and guard.tgtype & 32 = 32) $$, 'no table staff see can be emptied');
select is_empty($$ select nspname, relname, role from our_tables, unnest(array['anon', 'authenticated', 'service_role']) role
  where nspname = 'support' and (has_schema_privilege(role, 'support', 'usage') or has_table_privilege(role, our_tables.oid, 'select')) $$, 'what the desk sees no API role reads');

create table public.made_just_now (id integer primary key);
create function public.made_just_now() returns integer language sql as 'select 1';
select is_empty($$ select role from unnest(array['anon', 'authenticated', 'service_role']) role
  where has_table_privilege(role, 'public.made_just_now', 'select, insert, update, delete, truncate') $$, 'a new table is closed to everyone until granted');
select is_empty($$ select role from unnest(array['anon', 'authenticated', 'service_role']) role
  where has_function_privilege(role, 'public.made_just_now()', 'execute') $$, 'a new function is closed to everyone until granted');

select * from finish();
