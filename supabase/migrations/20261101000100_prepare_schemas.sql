-- Why: nobody may do anything until granted. Three schemas say who reaches what:
-- public = browsers (row-level security), service = edge functions, private = neither.

create schema if not exists extensions;
create schema private;
create schema service;

comment on schema private is 'What no API exposes: internals, triggers and helpers of row-level security.';
comment on schema service is 'Functions for edge functions only; executable by service_role alone.';

create extension if not exists pg_trgm with schema extensions;

-- Hosted projects stopped granting new objects to the API roles in October 2026; older projects and self-hosted ones still do.
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;
alter default privileges revoke execute on functions from public;

grant usage on schema public to anon, authenticated, service_role;
grant usage on schema private to authenticated;
grant usage on schema service to service_role;
