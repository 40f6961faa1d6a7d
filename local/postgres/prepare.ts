import type { Database } from './connect.ts';

/**
 * Makes what a hosted project has before our first migration: the three roles of the API, the schema `extensions` and the
 * search path. As on hosted projects since October 2026 nothing new in `public` is granted to anyone.
 */
export async function prepareDatabase(sql: Database): Promise<void> {
  await sql.unsafe(`
    do $$
    begin
      if not exists (select from pg_roles where rolname = 'anon') then
        create role anon nologin noinherit;
        create role authenticated nologin noinherit;
        create role service_role nologin noinherit bypassrls;
        create role authenticator login noinherit;
        grant anon, authenticated, service_role to authenticator;
      end if;
    end $$;
    create schema if not exists extensions;
    grant usage on schema extensions to anon, authenticated, service_role;
    create extension if not exists pgcrypto with schema extensions;
    create extension if not exists "uuid-ossp" with schema extensions;
    grant usage on schema public to anon, authenticated, service_role;
    alter database postgres set search_path to "$user", public, extensions;
  `);
}

/** Opens the helpers of the schema `auth` (uid, jwt, role, email), which every policy calls; run after Auth has made them. */
export async function grantAuthHelpers(sql: Database): Promise<void> {
  await sql.unsafe(`
    grant usage on schema auth to anon, authenticated, service_role;
    grant execute on function auth.uid(), auth.jwt(), auth.role(), auth.email() to anon, authenticated, service_role;
  `);
}
