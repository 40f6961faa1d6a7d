-- Why: registering a product cost three times what writing its rows costs. Postgres plans an SQL function anew at each call (one with a search
-- path of its own is never inlined) but keeps the plans of a plpgsql function; so the few functions that every request and every row
-- goes through are plpgsql. What they answer is as before. `npm run bench:db` holds the limit.

-- Companies the caller acts for in one of the given roles. Definer: it is what row-level security itself asks, so it must see past it.
-- A signed-out session ends at once here, not when its token expires. One plan for everybody: two rows are looked up by their keys, and
-- planning that anew took longer than doing it.
create or replace function private.my_accounts(variadic roles public.account_role[] default array['owner', 'billing', 'products', 'viewer']::public.account_role[])
returns uuid[] language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  person uuid := auth.uid();
  open_session uuid := (auth.jwt() ->> 'session_id')::uuid;
begin
  if not exists (select from auth.sessions session where session.id = open_session and session.user_id = person
                   and (session.not_after is null or session.not_after > now())) then
    return '{}';
  end if;
  return array(select member.account_id from public.account_members member where member.user_id = person and member.role = any (roles));
end
$$;

-- The form a serial is compared in (R5): upper case, no spaces or dashes, no leading zeros where the model says so.
-- NFKC first: full-width digits, no-break spaces and the like, as copied from a PDF, count as what they look like.
create or replace function private.normalize_serial(serial text, strips_leading_zeros boolean) returns text
language plpgsql immutable set search_path = '' as $$
declare
  plain text := upper(regexp_replace(normalize(serial, nfkc), '[[:space:]\u00AD\u200B-\u200D\u2010-\u2015\u2043\u2060\u2212\uFEFF-]', '', 'g'));
begin
  return nullif(case when strips_leading_zeros then ltrim(plain, '0') else plain end, '');
end
$$;

create or replace function private.serial_lock(model uuid, serial text) returns bigint language plpgsql immutable set search_path = '' as $$
begin
  return hashtextextended(model::text || ':' || serial, 5);
end
$$;

-- Waits for the right to decide about serials, in one order for everybody; held until the transaction ends.
create or replace function private.lock_serials(keys bigint[]) returns void language plpgsql volatile set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(key) from (select distinct key from unnest(keys) as key where key is not null order by key) as ordered;
end
$$;
