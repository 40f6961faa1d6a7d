-- Why: a company whose only mailbox is gone can reset no password. Two people of the desk let another address take over; the usual mail proves it.

create table private.account_recoveries (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts (id),
  request bigint not null unique references support.approvals (request),
  lost_email text not null,
  new_email text not null,
  approved_at timestamptz not null default now(),
  expires_at timestamptz not null,
  leased_until timestamptz,
  mailed_at timestamptz,
  taken_over_at timestamptz,
  constraint account_recoveries_new_email_form check (private.is_email(new_email))
);
comment on table private.account_recoveries is 'Companies a new owner may take over, once he has confirmed his address by the usual mail.';
create index account_recoveries_waiting on private.account_recoveries (new_email) where taken_over_at is null;
create index account_recoveries_account on private.account_recoveries (account_id);

-- Hands the company over: the new person is owner, the lost one is out, mails go to the new address, all are told. The caller knows the address is proven.
create function private.take_over_account(recovery private.account_recoveries, person uuid) returns void language plpgsql set search_path = '' as $$
declare
  lost uuid := (select id from auth.users where lower(email) = recovery.lost_email);
  company public.accounts := private.hold_company(recovery.account_id);
begin
  perform private.tell_company(company.id, 'owner_replaced', jsonb_build_object('address', recovery.new_email), 'owner_replaced:' || recovery.request, array[recovery.lost_email]);
  insert into public.account_members (account_id, user_id, role) values (company.id, person, 'owner')
  on conflict (account_id, user_id) do update set role = 'owner';
  delete from public.account_members where account_id = company.id and user_id = lost and lost <> person;
  update public.accounts set email = recovery.new_email where id = company.id and email = recovery.lost_email;
  update public.billing_profiles set invoice_email = recovery.new_email where account_id = company.id and invoice_email = recovery.lost_email;
  perform private.end_sessions(array[lost]);
  update private.account_recoveries set taken_over_at = now() where id = recovery.id;
end
$$;

create function private.approved_recover_account(asked support.approvals) returns text language plpgsql set search_path = '' as $$
declare
  company public.accounts := private.hold_company(asked.account_id);
  lost auth.users;
  newcomer auth.users;
  recovery private.account_recoveries;
begin
  insert into private.account_recoveries (account_id, request, lost_email, new_email, expires_at)
  values (company.id, asked.request, asked.arguments ->> 'lost_email', asked.arguments ->> 'new_email',
          now() + make_interval(hours => (select recovery_hours from support.settings)))
  returning * into recovery;
  select * into lost from auth.users where lower(email) = recovery.lost_email;
  -- Whoever still has a browser open there, or knows the password, is out now and not when the new owner comes. A person of other companies keeps his password.
  perform private.end_sessions(array[lost.id]);
  if not exists (select from public.account_members where user_id = lost.id and account_id <> company.id) then
    update auth.users set encrypted_password = null where id = lost.id;
  end if;
  select * into newcomer from auth.users where lower(email) = recovery.new_email and email_confirmed_at is not null;
  if found then
    perform private.take_over_account(recovery, newcomer.id);
    return format('%s is owner of %s now, and signs in with the password there is.', recovery.new_email, company.company_name);
  end if;
  perform private.tell_company(company.id, 'recovery_started', jsonb_build_object('address', recovery.new_email), 'recovery_started:' || asked.request);
  return format('%s gets the usual mail with a link and a code within a minute, and becomes owner of %s by using it. All sessions of %s have ended.',
    recovery.new_email, company.company_name, recovery.lost_email);
end
$$;

-- An address that is confirmed while a company waits for it takes it over (the mail of Supabase Auth is the proof). Definer: GoTrue writes with its own role.
create function private.take_over_on_confirmation() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  recovery private.account_recoveries;
begin
  for recovery in select * from private.account_recoveries
    where new_email = lower(new.email) and taken_over_at is null and expires_at > now() order by approved_at for update loop
    perform private.take_over_account(recovery, new.id);
  end loop;
  return null;
end
$$;
create trigger take_over_account after insert on auth.users
  for each row when (new.email_confirmed_at is not null) execute function private.take_over_on_confirmation();
create trigger take_over_account_on_confirmation after update of email_confirmed_at on auth.users
  for each row when (old.email_confirmed_at is null and new.email_confirmed_at is not null) execute function private.take_over_on_confirmation();

create function support.recover_account(account uuid, lost_email text, new_email text, reason text, staff text, second text default null) returns text
language plpgsql set search_path = '' as $$
declare
  held public.accounts := private.hold_company(account);
  lost text := lower(btrim(lost_email));
  newcomer text := lower(btrim(new_email));
begin
  perform private.require_staff(staff);
  if held.closed_at is not null then
    raise sqlstate 'PT409' using message = 'account_closed', hint = 'Open it first with support.reopen_account.';
  elsif not exists (select from public.account_members member join auth.users person on person.id = member.user_id
                    where member.account_id = account and lower(person.email) = lost) then
    raise sqlstate 'PT422' using message = 'address_unknown', hint = 'lost_email is the address of a person of this company, see support.accounts_overview.';
  elsif not coalesce(private.is_email(newcomer), false) or newcomer = lost then
    raise sqlstate 'PT422' using message = 'value_refused', detail = 'new_email', hint = 'Give the new address.';
  end if;
  return private.ask_second_person('recover_account', account,
    format('%s becomes owner of %s in place of %s, whose sessions and password end at once', newcomer, held.company_name, lost),
    jsonb_build_object('lost_email', lost, 'new_email', newcomer), reason, staff, second);
end
$$;
comment on function support.recover_account(uuid, text, text, text, text, text) is
  'For a company whose only mailbox is gone: another address takes the place of the lost one. Always waits for a second person. Then the lost person''s sessions and password end at once, the new address gets the usual mail with link and code, and using it makes that person owner; all people of the company are told. Check who is asking by telephone and in the trade register before. Refusals: account_not_found, account_closed, address_unknown, value_refused, reason_missing, staff_unknown, second_person_missing, same_person.';

-- For the job: addresses that wait for their mail, each for two minutes. Out: address and whether Supabase Auth knows it.
create function service.lease_recoveries(max integer) returns table (recovery_id uuid, address text, sign_in_state text)
language sql security definer set search_path = '' as $$
  update private.account_recoveries recovery set leased_until = now() + interval '2 minutes'
  where recovery.id in (
    select waiting.id from private.account_recoveries waiting
    where waiting.mailed_at is null and waiting.taken_over_at is null and waiting.expires_at > now() and (waiting.leased_until is null or waiting.leased_until < now())
    order by waiting.approved_at limit lease_recoveries.max for update skip locked)
  returning recovery.id, recovery.new_email, service.sign_in_state(recovery.new_email)
$$;

-- Notes that Supabase Auth has sent the mail. A person who confirmed meanwhile, before the recovery, takes over here.
create function service.recovery_mailed(recovery_id uuid) returns void language sql security definer set search_path = '' as $$
  update private.account_recoveries set mailed_at = now(), leased_until = null where id = recovery_id
$$;
grant execute on function service.lease_recoveries, service.recovery_mailed to service_role;

-- The usual mail in the company's language: its address belongs to nobody yet, so there is no name to greet.
alter function service.mail_context(text) rename to mail_context_of_people;
alter function service.mail_context_of_people(text) set schema private;
revoke execute on function private.mail_context_of_people from service_role;
create function service.mail_context(address text) returns table (account_id uuid, locale text, company_name text, contact_name text)
language sql stable security definer set search_path = '' as $$
  (select * from private.mail_context_of_people(address))
  union all
  (select company.id, company.locale, company.company_name, ''
   from private.account_recoveries recovery join public.accounts company on company.id = recovery.account_id
   where recovery.new_email = lower(btrim(address)) and recovery.taken_over_at is null and recovery.expires_at > now()
   order by recovery.approved_at desc limit 1)
  limit 1
$$;
grant execute on function service.mail_context to service_role;
