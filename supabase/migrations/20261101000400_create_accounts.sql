-- Why: a company account and the people who act for it; everything else hangs on these two (R15).

create type public.account_role as enum ('owner', 'billing', 'products', 'viewer');

-- Says whether a text can be a business id of a country: Finland by its check digit, others by form.
create function private.is_business_id(country text, business_id text) returns boolean
language sql immutable set search_path = '' as $$
  select case
    when country = 'FI' then business_id ~ '^\d{7}-\d' and length(business_id) = 9 and (
      select case weighted % 11 when 0 then 0 when 1 then -1 else 11 - weighted % 11 end = right(business_id, 1)::integer
      from (select sum(substr(business_id, place, 1)::integer * (array[7, 9, 10, 5, 8, 4, 2])[place]) as weighted
            from generate_series(1, 7) as place) as digits)
    else business_id ~ '^[A-Z0-9][A-Z0-9 ./-]{2,28}[A-Z0-9]$'
  end
$$;

create function private.is_locale(locale text) returns boolean language sql immutable set search_path = '' as $$
  select locale in ('fi', 'sv', 'en', 'da', 'nb', 'de', 'nl', 'fr', 'it', 'es', 'pt', 'pl', 'cs', 'sk', 'hu')
$$;

create function private.is_email(address text) returns boolean language sql immutable set search_path = '' as $$
  select address ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' and length(address) <= 254 and address = lower(address)
$$;

-- Constraints are checked with the rights of whoever writes the row.
grant execute on function private.is_business_id, private.is_locale, private.is_email to authenticated;

create table public.accounts (
  id uuid primary key default gen_random_uuid(),
  company_name text not null,
  business_id text not null,
  country text not null references public.countries (code),
  contact_name text not null,
  email text not null,
  legacy_email text,
  locale text not null default 'fi',
  terms_accepted_at timestamptz not null,
  created_at timestamptz not null default now(),
  constraint accounts_company_name_length check (length(btrim(company_name)) between 1 and 200),
  constraint accounts_contact_name_length check (length(btrim(contact_name)) between 1 and 200),
  constraint accounts_names_are_lines check (company_name || contact_name !~ '[[:cntrl:]]'),
  constraint accounts_business_id_form check (private.is_business_id(country, business_id)),
  constraint accounts_email_form check (private.is_email(email)),
  constraint accounts_legacy_email_form check (private.is_email(legacy_email)),
  constraint accounts_locale_known check (private.is_locale(locale))
);
comment on table public.accounts is 'Company accounts (yritystili). One row a company.';
comment on column public.accounts.email is 'Address the account was opened with; mails about the company go here.';
comment on column public.accounts.legacy_email is 'Address of the old CPS account, as given by the company; proves nothing by itself (R16).';
create index accounts_country on public.accounts (country);

-- A company joins from a member country; products may be bought in more (product.md).
create function private.require_member_country() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from public.countries where code = new.country and is_member_country) then
    raise sqlstate 'PT422' using message = 'invalid_input', detail = 'country';
  end if;
  return new;
end
$$;
create trigger require_member_country before insert or update of country on public.accounts
  for each row execute function private.require_member_country();

create table public.account_members (
  account_id uuid not null references public.accounts (id) on delete restrict,
  user_id uuid not null references auth.users (id) on delete restrict,
  role public.account_role not null,
  created_at timestamptz not null default now(),
  primary key (account_id, user_id)
);
comment on table public.account_members is 'Who acts for which company, and as what. The first member is owner; an account keeps at least one owner.';
create index account_members_user on public.account_members (user_id, role, account_id);

-- Companies the caller acts for in one of the given roles. Definer: it is what row-level security itself asks, so it must see past it.
-- A signed-out session ends at once here, not when its token expires.
create function private.my_accounts(variadic roles public.account_role[] default array['owner', 'billing', 'products', 'viewer']::public.account_role[])
returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(member.account_id), '{}')
  from public.account_members member
  where member.user_id = auth.uid()
    and member.role = any (roles)
    and exists (select from auth.sessions session
                where session.id = (auth.jwt() ->> 'session_id')::uuid and session.user_id = auth.uid()
                  and (session.not_after is null or session.not_after > now()))
$$;
grant execute on function private.my_accounts to authenticated;

alter table public.accounts enable row level security;
alter table public.account_members enable row level security;

create policy "Members read their company" on public.accounts for select to authenticated
  using (id = any ((select private.my_accounts())::uuid[]));
create policy "Owners correct their company" on public.accounts for update to authenticated
  using (id = any ((select private.my_accounts('owner'))::uuid[]))
  with check (id = any ((select private.my_accounts('owner'))::uuid[]));
create policy "Members see who acts for their company" on public.account_members for select to authenticated
  using (account_id = any ((select private.my_accounts())::uuid[]));

grant select on public.accounts to authenticated;
grant update (company_name, contact_name, locale) on public.accounts to authenticated;
grant select on public.account_members to authenticated;

-- The first member becomes owner whatever was asked, and the last owner cannot leave or step down.
create function private.keep_an_owner() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- Serialises changes of one company's people: two owners who leave at once must not both pass. Weaker than "for update", which
  -- would also wait for every row that merely refers to the company.
  perform from public.accounts where id = coalesce(old.account_id, new.account_id) for no key update;
  if tg_op = 'INSERT' then
    if not exists (select from public.account_members where account_id = new.account_id) then
      new.role := 'owner';
    end if;
    return new;
  end if;
  if tg_op = 'UPDATE' and (new.account_id <> old.account_id or new.user_id <> old.user_id) then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Remove this member and add the other one.';
  end if;
  if old.role = 'owner' and (tg_op = 'DELETE' or new.role <> 'owner')
     and not exists (select from public.account_members
                     where account_id = old.account_id and user_id <> old.user_id and role = 'owner') then
    raise sqlstate 'PT409' using message = 'last_owner';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger keep_an_owner before insert or update or delete on public.account_members
  for each row execute function private.keep_an_owner();

create function private.refuse_members_truncate() returns trigger language plpgsql set search_path = '' as $$
begin
  raise sqlstate 'PT409' using message = 'last_owner';
end
$$;
create trigger refuse_members_truncate before truncate on public.account_members
  for each statement execute function private.refuse_members_truncate();
