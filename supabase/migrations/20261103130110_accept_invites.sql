-- Why: whoever proves the invited address acts for the company from then on: signed in, or by confirming the address for the first time
-- (R15, R17, R18). Who joins a company opens none of his own.

-- Takes an open invitation back; its link stops working at once. Safe to repeat. Errors: invite_gone (accepted, or another company's).
create function private.withdraw_invite(invite_id uuid) returns void language plpgsql security definer set search_path = '' as $$
declare
  target uuid := (select account_id from public.account_invites where id = invite_id and account_id = any (private.my_accounts('owner')));
begin
  if target is null then
    raise sqlstate 'PT410' using message = 'invite_gone';
  end if;
  perform private.hold_account(target);
  update public.account_invites set withdrawn_at = coalesce(withdrawn_at, now()) where id = invite_id and accepted_at is null;
  if not found then
    raise sqlstate 'PT410' using message = 'invite_gone';
  end if;
end
$$;

-- Makes a person a member by an invitation, once. Out: the company, null when the invitation is accepted, withdrawn or expired.
create function private.join_by_invite(invite_id uuid, person uuid) returns uuid language plpgsql security definer set search_path = '' as $$
declare
  invite public.account_invites;
begin
  -- Company first, invitation then: the order in which people are changed elsewhere.
  perform from public.accounts where id = (select account_id from public.account_invites where id = invite_id) for no key update;
  update public.account_invites set accepted_at = now()
  where id = invite_id and accepted_at is null and withdrawn_at is null and expires_at > now() returning * into invite;
  if not found then
    return null;
  end if;
  insert into public.account_members (account_id, user_id, role) values (invite.account_id, person, invite.role) on conflict do nothing;
  perform private.enqueue_mail('member_joined', owner.email, account.locale,
    jsonb_build_object('company_name', account.company_name, 'address', invite.email, 'role', invite.role), null, account.id)
  from public.accounts account
  join public.account_members member on member.account_id = account.id and member.user_id = invite.invited_by and member.role = 'owner'
  join auth.users owner on owner.id = member.user_id
  where account.id = invite.account_id;
  return invite.account_id;
end
$$;

-- The signed-in person accepts an invitation to his own confirmed address. Out: the company. A second click answers the same.
-- Errors: invite_gone (accepted by nobody here, withdrawn, expired, or to another address).
create function private.accept_invite(invite_id uuid) returns uuid language plpgsql security definer set search_path = '' as $$
declare
  invite public.account_invites;
  joined uuid;
begin
  select * into invite from public.account_invites where id = invite_id and email = private.my_address();
  joined := private.join_by_invite(invite.id, auth.uid());
  if joined is null and invite.account_id = any (private.my_accounts()) then
    joined := invite.account_id;
  end if;
  if joined is null then
    raise sqlstate 'PT410' using message = 'invite_gone';
  end if;
  return joined;
end
$$;

-- Open invitations to the caller's own address.
create function private.my_invites() returns table (id uuid, company_name text, role public.account_role, expires_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select invite.id, account.company_name, invite.role, invite.expires_at
  from public.account_invites invite join public.accounts account on account.id = invite.account_id
  where invite.email = private.my_address() and invite.accepted_at is null and invite.withdrawn_at is null and invite.expires_at > now()
  order by invite.sent_at desc
$$;

-- Which invitation a mail was about: by its link, or by address and code (five wrong codes, then only the link helps).
create function private.find_invite(token text, address text, code text) returns uuid language plpgsql security definer set search_path = '' as $$
declare
  found_id uuid;
begin
  if token is not null then
    return (select invite_id from private.invite_secrets where token_hash = private.token_hash(token));
  end if;
  select invite.id into found_id
  from public.account_invites invite join private.invite_secrets secret on secret.invite_id = invite.id
  where invite.email = lower(btrim(address)) and invite.accepted_at is null and invite.withdrawn_at is null
    and secret.wrong_codes < 5 and secret.code_hash = private.token_hash(invite.id || ':' || regexp_replace(code, '\D', '', 'g'))
  limit 1;
  if found_id is null then
    update private.invite_secrets secret set wrong_codes = wrong_codes + 1
    from public.account_invites invite
    where invite.id = secret.invite_id and invite.email = lower(btrim(address)) and invite.accepted_at is null and invite.withdrawn_at is null;
  end if;
  return found_id;
end
$$;

-- What the mail's page shows before anybody signs in; uses nothing up (R18). Out: {"company_name", "role", "email", "state": "open" |
-- "accepted" | "withdrawn" | "expired", "expires_at"}, null when link or code are wrong.
create function service.look_at_invite(token text, address text, code text) returns jsonb language sql security definer set search_path = '' as $$
  select jsonb_build_object('company_name', account.company_name, 'role', invite.role, 'email', invite.email, 'expires_at', invite.expires_at,
    'state', case when invite.accepted_at is not null then 'accepted' when invite.withdrawn_at is not null then 'withdrawn'
                  when invite.expires_at <= now() then 'expired' else 'open' end)
  from public.account_invites invite join public.accounts account on account.id = invite.account_id
  where invite.id = private.find_invite(token, address, code)
$$;

-- Notes that whoever reads the invited mailbox wants to join: the confirmation of the address will do it. A form for a company of their own
-- that was sent for this address before is dropped. Out: the address, null when there is no open invitation.
create function service.begin_invite(token text, address text, code text) returns text language plpgsql security definer set search_path = '' as $$
declare
  invited text;
begin
  update public.account_invites set begun_at = coalesce(begun_at, now())
  where id = private.find_invite(token, address, code) and accepted_at is null and withdrawn_at is null and expires_at > now()
  returning email into invited;
  delete from private.account_requests where email = invited;
  return invited;
end
$$;

-- Definer: GoTrue confirms addresses with its own role. Its name puts it before open_account: who joins a company opens none.
create function private.accept_begun_invites() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  begun uuid;
begin
  for begun in
    select id from public.account_invites
    where email = lower(new.email) and begun_at is not null and accepted_at is null and withdrawn_at is null and expires_at > now() order by account_id
  loop
    if private.join_by_invite(begun, new.id) is not null then
      delete from private.account_requests where email = lower(new.email);
    end if;
  end loop;
  return null;
end
$$;
create trigger accept_begun_invites after insert on auth.users
  for each row when (new.email_confirmed_at is not null) execute function private.accept_begun_invites();
create trigger accept_begun_invites_on_confirmation after update of email_confirmed_at on auth.users
  for each row when (old.email_confirmed_at is null and new.email_confirmed_at is not null) execute function private.accept_begun_invites();

-- As before, and for somebody who is joining a company: its language and name. account_id of somebody not yet confirmed thus means "invited".
create or replace function service.mail_context(address text)
returns table (account_id uuid, locale text, company_name text, contact_name text)
language sql stable security definer set search_path = '' as $$
  select known.account_id, known.locale, known.company_name, known.contact_name from (
    (select 1 as rank, account.id as account_id, account.locale, account.company_name, account.contact_name
     from auth.users person
     join public.account_members member on member.user_id = person.id
     join public.accounts account on account.id = member.account_id
     where person.email = lower(btrim(address))
     order by member.created_at limit 1)
    union all
    (select 2, account.id, invite.locale, account.company_name, ''
     from public.account_invites invite join public.accounts account on account.id = invite.account_id
     where invite.email = lower(btrim(address)) and invite.begun_at is not null and invite.accepted_at is null and invite.withdrawn_at is null
       and invite.expires_at > now()
     order by invite.begun_at desc limit 1)
    union all
    (select 3, null, request.locale, request.company_name, request.contact_name
     from private.account_requests request where request.email = lower(btrim(address)))) as known
  order by known.rank limit 1
$$;

-- The browser's doors; definer inside, because secrets and other people's addresses are out of every member's reach.
create function public.withdraw_invite(invite_id uuid) returns void language sql set search_path = '' as $$
  select private.withdraw_invite(invite_id)
$$;
create function public.accept_invite(invite_id uuid) returns uuid language sql set search_path = '' as $$
  select private.accept_invite(invite_id)
$$;
create function public.my_invites() returns table (id uuid, company_name text, role public.account_role, expires_at timestamptz)
language sql stable set search_path = '' as $$
  select * from private.my_invites()
$$;
grant execute on function private.withdraw_invite, private.accept_invite, private.my_invites,
  public.withdraw_invite, public.accept_invite, public.my_invites to authenticated;
grant execute on function service.look_at_invite, service.begin_invite to service_role;
