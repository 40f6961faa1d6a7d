-- Why: what one person must not do alone waits for a second one, who proves with a code from his own mailbox that it is he.

create table support.approvals (
  request bigint generated always as identity primary key,
  action text not null,
  account_id uuid not null references public.accounts (id),
  summary text not null,
  arguments jsonb not null,
  reason text not null,
  asked_by text not null references support.staff (email),
  second_person text not null references support.staff (email),
  code_hash bytea,
  state text not null default 'waiting',
  asked_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  wrong_codes integer not null default 0,
  decided_at timestamptz,
  outcome text,
  constraint approvals_two_people check (asked_by <> second_person),
  constraint approvals_state_known check (state in ('waiting', 'done', 'withdrawn', 'expired'))
);
comment on table support.approvals is 'Acts that wait for the consent of a second person, and those that had it. Written by functions alone.';
comment on column support.approvals.request is 'Number of the request; confirm asks for it.';
comment on column support.approvals.action is 'What is to be done: adjust_points, merge_accounts, recover_account.';
comment on column support.approvals.account_id is 'The company it is about.';
comment on column support.approvals.summary is 'What will happen, in a sentence; the second person reads the same in his mail.';
comment on column support.approvals.arguments is 'What exactly will be done.';
comment on column support.approvals.reason is 'Why, in the words of the one who asked.';
comment on column support.approvals.asked_by is 'The one who asked.';
comment on column support.approvals.second_person is 'The one who has the code.';
comment on column support.approvals.code_hash is 'What the code is compared with; gone once it is decided.';
comment on column support.approvals.state is 'waiting, done, withdrawn, or expired (too late, or five wrong codes).';
comment on column support.approvals.asked_at is 'When it was asked for.';
comment on column support.approvals.expires_at is 'Until when it can be consented to.';
comment on column support.approvals.wrong_codes is 'How many wrong codes were tried; the fifth ends the request.';
comment on column support.approvals.decided_at is 'When it was decided.';
comment on column support.approvals.outcome is 'What was done, in a sentence.';
create index approvals_account on support.approvals (account_id);
create index approvals_asked_by on support.approvals (asked_by);
create index approvals_second_person on support.approvals (second_person);

-- A request says what was asked for and by whom: nobody rewrites it, and a decided one stays decided.
create function private.guard_approval() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op <> 'UPDATE' or old.state <> 'waiting'
     or (new.request, new.action, new.account_id, new.summary, new.arguments, new.reason, new.asked_by, new.second_person, new.asked_at, new.expires_at)
        is distinct from (old.request, old.action, old.account_id, old.summary, old.arguments, old.reason, old.asked_by, old.second_person, old.asked_at, old.expires_at)
     or (new.code_hash is distinct from old.code_hash and new.code_hash is not null) or new.wrong_codes < old.wrong_codes
     -- Only the functions set this word, for the rest of their transaction.
     or coalesce(current_setting('support.deciding', true), '') <> old.request::text then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Use support.confirm or support.withdraw.';
  end if;
  return new;
end
$$;
create trigger guard_approval before update or delete on support.approvals for each row execute function private.guard_approval();
create trigger refuse_truncate before truncate on support.approvals for each statement execute function private.guard_approval();

create function private.approval_hash(request bigint, code text) returns bytea language sql immutable set search_path = '' as $$
  select sha256(convert_to(request::text || ':' || regexp_replace(coalesce(code, ''), '\D', '', 'g'), 'UTF8'))
$$;

-- Writes a request and mails the code to the second person; the caller has checked that the act itself is possible.
-- In: the act, the company, a sentence, its arguments, why, who asks, whom to ask (null = the only other active person of the desk).
-- Out: a sentence for the one who asked. Errors: staff_unknown, reason_missing, second_person_missing, same_person.
create function private.ask_second_person(action text, account uuid, summary text, arguments jsonb, reason text, staff text, second text) returns text
language plpgsql set search_path = '' as $$
declare
  asker text := private.require_staff(staff);
  other text := lower(btrim(second));
  code text := private.random_code();
  hours integer := (select approval_hours from support.settings);
  number bigint := nextval(pg_get_serial_sequence('support.approvals', 'request'));
begin
  if other is null then
    select case when count(*) = 1 then min(email) end into other from support.staff where is_active and email <> asker;
    if other is null then
      raise sqlstate 'PT422' using message = 'second_person_missing', hint = 'Name the address of the colleague who is to consent: second => ''…''.';
    end if;
  elsif other = asker then
    raise sqlstate 'PT403' using message = 'same_person', hint = 'Somebody else must consent.';
  end if;
  other := private.require_staff(other);
  perform private.note_staff_action('ask_' || action, account, summary, reason, asker, jsonb_build_object('request', number, 'second_person', other));
  insert into support.approvals (request, action, account_id, summary, arguments, reason, asked_by, second_person, code_hash, expires_at)
  overriding system value
  values (number, ask_second_person.action, account, ask_second_person.summary, ask_second_person.arguments, btrim(ask_second_person.reason), asker, other,
          private.approval_hash(number, code), now() + make_interval(hours => hours));
  perform private.enqueue_mail('support_approval', other, 'en', jsonb_build_object('request', number, 'summary', summary, 'reason', btrim(reason),
    'asked_by', asker, 'code', code, 'hours', hours), 'support_approval:' || number, account);
  return format('Nothing is done yet. Request %s: a code was mailed to %s, who runs: select support.confirm(%s, ''CODE'', ''%s'');', number, other, number, other);
end
$$;

-- The second person consents. An act is a function private.approved_<action>(support.approvals) that answers what it did.
create function support.confirm(request bigint, code text, staff text) returns text language plpgsql set search_path = '' as $$
declare
  who text := private.require_staff(staff);
  asked support.approvals;
  done text;
begin
  select * into asked from support.approvals approval where approval.request = confirm.request for update;
  if not found then
    raise sqlstate 'PT404' using message = 'request_not_found';
  elsif who = asked.asked_by then
    raise sqlstate 'PT403' using message = 'same_person', hint = 'Somebody else must consent.';
  elsif who <> asked.second_person then
    raise sqlstate 'PT403' using message = 'not_the_second_person', hint = 'The code was mailed to somebody else.';
  elsif asked.state = 'done' then
    return 'Done already: ' || asked.outcome;
  elsif asked.state = 'withdrawn' then
    raise sqlstate 'PT409' using message = 'request_withdrawn';
  elsif asked.state = 'expired' or asked.expires_at < now() then
    raise sqlstate 'PT409' using message = 'request_expired', hint = 'Ask again.';
  end if;
  perform set_config('support.deciding', asked.request::text, true);
  if asked.code_hash is distinct from private.approval_hash(asked.request, code) then
    -- No error, so that the try is counted.
    update support.approvals approval set wrong_codes = approval.wrong_codes + 1,
      state = case when approval.wrong_codes >= 4 then 'expired' else approval.state end,
      code_hash = case when approval.wrong_codes < 4 then approval.code_hash end,
      decided_at = case when approval.wrong_codes >= 4 then clock_timestamp() end
    where approval.request = asked.request returning * into asked;
    perform set_config('support.deciding', '', true);
    return case asked.state when 'expired' then 'Wrong code, for the fifth time: the request has ended. Ask again.'
      else format('Wrong code; %s tries left. Nothing is done.', 5 - asked.wrong_codes) end;
  end if;
  perform private.note_staff_action(asked.action, asked.account_id, asked.summary, asked.reason, who,
    jsonb_build_object('request', asked.request, 'asked_by', asked.asked_by) || asked.arguments);
  execute format('select private.%I($1)', 'approved_' || asked.action) into done using asked;
  update support.approvals approval set state = 'done', outcome = done, decided_at = clock_timestamp(), code_hash = null where approval.request = asked.request;
  perform set_config('support.deciding', '', true);
  return done;
end
$$;
comment on function support.confirm(bigint, text, text) is
  'Consents to what a colleague asked for, and does it. Give the number of the request, the six digits from your mail and your own address. Asked again it answers what was done. Refusals: request_not_found, same_person, not_the_second_person, request_withdrawn, request_expired, staff_unknown, and those of the act.';

create function support.withdraw(request bigint, reason text, staff text) returns text language plpgsql set search_path = '' as $$
declare
  asked support.approvals;
begin
  select * into asked from support.approvals approval where approval.request = withdraw.request for update;
  if not found then
    raise sqlstate 'PT404' using message = 'request_not_found';
  elsif asked.state <> 'waiting' then
    return format('Request %s is not waiting: %s.', asked.request, asked.state);
  end if;
  perform private.note_staff_action('withdraw', asked.account_id, asked.summary, reason, staff, jsonb_build_object('request', asked.request));
  perform set_config('support.deciding', asked.request::text, true);
  update support.approvals approval set state = 'withdrawn', decided_at = clock_timestamp(), code_hash = null where approval.request = asked.request;
  perform set_config('support.deciding', '', true);
  return format('Request %s is withdrawn.', asked.request);
end
$$;
comment on function support.withdraw(bigint, text, text) is
  'Takes a request back that waits for a second person; nothing of it is done. Give its number, why, and your address. Refusals: request_not_found, reason_missing, staff_unknown.';
