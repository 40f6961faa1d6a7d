-- Why: colleagues come by invitation. An owner names address and role; whoever proves that address acts for the company from then on (R15, R17, R18).

alter table public.programme_settings
  add column invite_days integer not null default 7,
  add column invites_per_day integer not null default 20,
  add constraint programme_settings_invite_days_sane check (invite_days between 1 and 60),
  add constraint programme_settings_invites_per_day_sane check (invites_per_day between 1 and 1000);
comment on column public.programme_settings.invite_days is 'Days an invitation of a colleague can be accepted.';
comment on column public.programme_settings.invites_per_day is 'Invitations of colleagues a company may send in a day, repetitions counted.';

-- Added to the list as it stands: other migrations add kinds, too.
do $$
declare
  known text;
begin
  select string_agg(quote_literal(part[1]), ', ') into known from regexp_matches((
    select pg_get_constraintdef(oid) from pg_constraint
    where conname = 'mail_outbox_kind_is_known' and conrelid = 'private.mail_outbox'::regclass), '''([a-z_]+)''', 'g') as part;
  alter table private.mail_outbox drop constraint mail_outbox_kind_is_known;
  execute format('alter table private.mail_outbox add constraint mail_outbox_kind_is_known check (kind in (%s,
    ''account_invite'', ''confirm_invited'', ''member_joined'', ''member_left'', ''access_ended'', ''role_changed''))', known);
end
$$;

create table public.account_invites (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts (id) on delete restrict,
  email text not null,
  role public.account_role not null,
  locale text not null,
  invited_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  sent_at timestamptz not null default now(),
  expires_at timestamptz not null,
  begun_at timestamptz,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  constraint account_invites_email_form check (private.is_email(email)),
  constraint account_invites_locale_known check (private.is_locale(locale)),
  constraint account_invites_end_once check (accepted_at is null or withdrawn_at is null)
);
comment on table public.account_invites is 'Invitations of colleagues. Open until accepted, withdrawn or expired; one open one per company and address.';
comment on column public.account_invites.email is 'Who confirmed this address may accept, nobody else.';
comment on column public.account_invites.locale is 'Language of the mail, chosen by whoever invited.';
comment on column public.account_invites.sent_at is 'When the last mail about it was written; a repetition counts the days anew.';
comment on column public.account_invites.begun_at is 'When the mail''s button was pressed by somebody without a session: joining then happens with the confirmation of the address.';
create unique index account_invites_one_open on public.account_invites (account_id, email) where accepted_at is null and withdrawn_at is null;
create index account_invites_account on public.account_invites (account_id, created_at desc);
create index account_invites_address on public.account_invites (email) where accepted_at is null and withdrawn_at is null;
create index account_invites_invited_by on public.account_invites (invited_by);
create trigger audit after insert or update or delete on public.account_invites for each row execute function private.write_audit();

create table private.invite_secrets (
  invite_id uuid primary key references public.account_invites (id) on delete restrict,
  token_hash bytea not null unique,
  code_hash bytea not null,
  wrong_codes integer not null default 0
);
comment on table private.invite_secrets is 'Hashes of the link and the code that were mailed with an invitation; apart from it, so that no log keeps them.';

alter table public.account_invites enable row level security;
create policy "Owners see whom their company invited" on public.account_invites for select to authenticated
  using (account_id = any ((select private.my_accounts('owner'))::uuid[]));
grant select (id, account_id, email, role, locale, created_at, sent_at, expires_at, accepted_at, withdrawn_at) on public.account_invites to authenticated;

-- Makes sure the caller owns the company and stays its owner until the transaction ends: changes of one company's people wait for each other.
create function private.hold_account(for_account uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  for attempt in 1..2 loop
    if for_account is null or for_account <> all (private.my_accounts('owner')) then
      raise sqlstate 'PT403' using message = 'not_allowed';
    end if;
    -- The second look is the true one: meanwhile another owner may have taken the caller's role.
    perform from public.accounts where id = for_account for no key update;
  end loop;
end
$$;

-- Counts one use a day. Errors: too_many_requests.
create function private.spend_quota(bucket text, key text, allowed integer) returns void language plpgsql security definer set search_path = '' as $$
begin
  if not service.take_quota(bucket, key, allowed, 86400) then
    raise sqlstate 'PT429' using message = 'too_many_requests';
  end if;
end
$$;

-- The confirmed address of the caller, null without a session.
create function private.my_address() returns text language sql stable security definer set search_path = '' as $$
  select lower(person.email) from auth.users person
  where person.id = auth.uid() and person.email_confirmed_at is not null
    and exists (select from auth.sessions session
                where session.id = (auth.jwt() ->> 'session_id')::uuid and session.user_id = person.id
                  and (session.not_after is null or session.not_after > now()))
$$;

create function private.token_hash(token text) returns bytea language sql immutable set search_path = '' as $$
  select sha256(convert_to(token, 'UTF8'))
$$;

-- Invites an address to a company, or repeats an open invitation: new link, new days, the role as named now. The answer and the mail are the
-- same whether or not the address has an account (R17). Out: {"id", "email", "role", "expires_at"}.
-- Errors: not_allowed, invalid_input, already_member (of this company), too_many_requests (per company, and five a day per address).
create function private.invite_colleague(for_account uuid, address text, as_role public.account_role, language text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  account public.accounts;
  settings public.programme_settings;
  invite public.account_invites;
  token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
  code text := private.random_code();
  wanted text := lower(btrim(address));
begin
  perform private.hold_account(for_account);
  select * into account from public.accounts where id = for_account;
  select * into settings from public.programme_settings;
  if not coalesce(private.is_email(wanted), false) or as_role is null or not private.is_locale(coalesce(language, account.locale)) then
    raise sqlstate 'PT422' using message = 'invalid_input';
  elsif exists (select from public.account_members member join auth.users person on person.id = member.user_id
                where member.account_id = for_account and lower(person.email) = wanted) then
    raise sqlstate 'PT409' using message = 'already_member';
  end if;
  perform private.spend_quota('invite:account', for_account::text, settings.invites_per_day);
  perform private.spend_quota('invite:address', wanted, 5);

  insert into public.account_invites as open (account_id, email, role, locale, invited_by, expires_at)
  values (for_account, wanted, as_role, coalesce(language, account.locale), auth.uid(), now() + make_interval(days => settings.invite_days))
  on conflict (account_id, email) where accepted_at is null and withdrawn_at is null do update
    set role = excluded.role, locale = excluded.locale, invited_by = excluded.invited_by, sent_at = now(), expires_at = excluded.expires_at
  returning * into invite;
  insert into private.invite_secrets (invite_id, token_hash, code_hash) values (invite.id, private.token_hash(token), private.token_hash(invite.id || ':' || code))
  on conflict (invite_id) do update set token_hash = excluded.token_hash, code_hash = excluded.code_hash, wrong_codes = 0;
  perform private.enqueue_mail('account_invite', wanted, invite.locale, jsonb_build_object(
    'company_name', account.company_name, 'invited_by', private.my_address(), 'role', invite.role, 'token', token, 'code', code,
    'expires_at', invite.expires_at), null, for_account);
  return jsonb_build_object('id', invite.id, 'email', invite.email, 'role', invite.role, 'expires_at', invite.expires_at);
end
$$;

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
create function public.invite_colleague(for_account uuid, address text, as_role public.account_role, language text) returns jsonb
language sql set search_path = '' as $$
  select private.invite_colleague(for_account, address, as_role, language)
$$;
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
grant execute on function private.invite_colleague, private.withdraw_invite, private.accept_invite, private.my_invites,
  public.invite_colleague, public.withdraw_invite, public.accept_invite, public.my_invites to authenticated;
grant execute on function service.look_at_invite, service.begin_invite to service_role;
