-- Why: the form is kept until its address is confirmed; the same transaction then opens the account (decision 1).

create table private.account_requests (
  email text primary key,
  company_name text not null,
  business_id text not null,
  country text not null references public.countries (code),
  contact_name text not null,
  legacy_email text,
  locale text not null,
  terms_accepted_at timestamptz not null default now(),
  requested_at timestamptz not null default now(),
  constraint account_requests_company_name_length check (length(btrim(company_name)) between 1 and 200),
  constraint account_requests_contact_name_length check (length(btrim(contact_name)) between 1 and 200),
  constraint account_requests_names_are_lines check (company_name || contact_name !~ '[[:cntrl:]]'),
  constraint account_requests_business_id_form check (private.is_business_id(country, business_id)),
  constraint account_requests_email_form check (private.is_email(email)),
  constraint account_requests_legacy_email_form check (private.is_email(legacy_email)),
  constraint account_requests_locale_known check (private.is_locale(locale))
);
comment on table private.account_requests is 'Filled-in forms whose address is not confirmed yet; one per address, the latest wins.';
create index account_requests_country on private.account_requests (country);

create trigger require_member_country before insert or update of country on private.account_requests
  for each row execute function private.require_member_country();

-- Stores a filled-in form (S1). Errors: constraint names of the table when the caller did not validate.
create function service.request_account(
  email text, company_name text, business_id text, country text, contact_name text, legacy_email text, locale text)
returns void language sql security definer set search_path = '' as $$
  insert into private.account_requests as request (email, company_name, business_id, country, contact_name, legacy_email, locale)
  values (lower(btrim(request_account.email)), btrim(request_account.company_name), upper(btrim(request_account.business_id)), request_account.country,
          btrim(request_account.contact_name), lower(nullif(btrim(request_account.legacy_email), '')), request_account.locale)
  on conflict (email) do update set
    company_name = excluded.company_name, business_id = excluded.business_id, country = excluded.country, contact_name = excluded.contact_name,
    legacy_email = excluded.legacy_email, locale = excluded.locale, terms_accepted_at = now(), requested_at = now()
$$;

-- What is known of an address: 'unknown', 'unconfirmed' or 'confirmed'. Never shown to a browser (R17).
create function service.sign_in_state(address text) returns text language sql stable security definer set search_path = '' as $$
  select coalesce((select case when email_confirmed_at is null then 'unconfirmed' else 'confirmed' end
                   from auth.users where email = lower(btrim(address))), 'unknown')
$$;

-- Language and names for a mail to an address: from its company, else from its form. No row when nothing is known.
create function service.mail_context(address text)
returns table (account_id uuid, locale text, company_name text, contact_name text)
language sql stable security definer set search_path = '' as $$
  (select account.id, account.locale, account.company_name, account.contact_name
   from auth.users person
   join public.account_members member on member.user_id = person.id
   join public.accounts account on account.id = member.account_id
   where person.email = lower(btrim(address))
   order by member.created_at limit 1)
  union all
  (select null, request.locale, request.company_name, request.contact_name
   from private.account_requests request where request.email = lower(btrim(address)))
  limit 1
$$;

grant execute on function service.request_account, service.sign_in_state, service.mail_context to service_role;

-- Definer: GoTrue confirms addresses with its own role, which may not write our tables.
create function private.open_account() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  request private.account_requests;
  opened uuid;
begin
  delete from private.account_requests where email = lower(new.email) returning * into request;
  if found then
    insert into public.accounts (company_name, business_id, country, contact_name, email, legacy_email, locale, terms_accepted_at)
    values (request.company_name, request.business_id, request.country, request.contact_name, request.email, request.legacy_email,
            request.locale, request.terms_accepted_at)
    returning id into opened;
    insert into public.account_members (account_id, user_id, role) values (opened, new.id, 'owner');
  end if;
  return null;
end
$$;
create trigger open_account after insert on auth.users
  for each row when (new.email_confirmed_at is not null) execute function private.open_account();
-- Only at the confirmation itself: a form sent later for a confirmed address, by whomever, must never open a second account.
create trigger open_account_on_confirmation after update of email_confirmed_at on auth.users
  for each row when (old.email_confirmed_at is null and new.email_confirmed_at is not null) execute function private.open_account();

-- A changed password is told to its owner (S1). The first one, set right after confirming, is not news: this table remembers who has had it.
create table private.passwords_set (
  user_id uuid primary key references auth.users (id) on delete cascade,
  first_set_at timestamptz not null default now()
);
comment on table private.passwords_set is 'People who have set a password; from then on a change is mailed to them.';

-- Anybody may sign any address up at Supabase Auth, with a password of his choice, before its owner does. The owner's confirmation must not
-- make that password work: it is forgotten, and whoever confirmed sets the first one.
create function private.forget_unproven_password() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from private.passwords_set where user_id = new.id) then
    new.encrypted_password := null;
  end if;
  return new;
end
$$;
create trigger forget_unproven_password before update of email_confirmed_at on auth.users
  for each row when (old.email_confirmed_at is null and new.email_confirmed_at is not null) execute function private.forget_unproven_password();

-- A changed sign-in address moves old products (R16), so it must be proven. GoTrue asks both addresses and counts in email_change_confirm_status;
-- an Auth that is content with the old address's consent (the embedded one is) is refused.
create function private.refuse_unproven_email() returns trigger language plpgsql set search_path = '' as $$
begin
  raise sqlstate 'PT403' using message = 'not_allowed', hint = 'The new address must confirm the change as well.';
end
$$;
create trigger refuse_unproven_email before update of email, email_change_token_current on auth.users
  for each row when (old.email_change_token_current <> '' and coalesce(new.email_change_token_current, '') = '' and old.email_change_token_new <> ''
                     and coalesce(new.email_change_confirm_status, 0) = 0)
  execute function private.refuse_unproven_email();

create function private.announce_password_change() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  person record;
begin
  insert into private.passwords_set (user_id) values (new.id) on conflict do nothing;
  if not found then
    select * into person from service.mail_context(new.email);
    if found then
      perform private.enqueue_mail('password_changed', new.email, person.locale,
        jsonb_build_object('company_name', person.company_name), null, person.account_id);
    end if;
  end if;
  return null;
end
$$;
create trigger announce_password_change after update of encrypted_password on auth.users
  for each row when (old.encrypted_password is distinct from new.encrypted_password and new.email_confirmed_at is not null)
  execute function private.announce_password_change();
