-- Why: colleagues come by invitation. An owner names address and role, and a mail goes there; the next migration says what becomes of it.

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

-- The browser's door; definer inside, because secrets and other people's addresses are out of every member's reach.
create function public.invite_colleague(for_account uuid, address text, as_role public.account_role, language text) returns jsonb
language sql set search_path = '' as $$
  select private.invite_colleague(for_account, address, as_role, language)
$$;
grant execute on function private.invite_colleague, public.invite_colleague to authenticated;
