-- Why: support staff work in the dashboard. What they read and call lies in one schema of its own, and every act names who did it and why.

create schema support;
comment on schema support is 'For support staff in the dashboard: views to look at, functions that do the right thing. No API exposes it.';

create table support.staff (
  email text primary key,
  name text not null,
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  constraint staff_email_form check (email = lower(email) and private.is_email(email)),
  constraint staff_name_length check (length(btrim(name)) between 1 and 80)
);
comment on table support.staff is 'The people of the support desk. Each function asks for the e-mail address of the one who acts; leave rows in place and set is_active to false when somebody leaves.';
comment on column support.staff.email is 'Work address, lower case. Codes for acts that need a second person are sent here.';
comment on column support.staff.name is 'Name as it appears in the log.';
comment on column support.staff.is_active is 'False once the person no longer works here: no function accepts the address any more.';
comment on column support.staff.created_at is 'When the row was made.';
alter table support.staff enable row level security;

create table private.staff_actions (
  id bigint generated always as identity primary key,
  occurred_at timestamptz not null default clock_timestamp(),
  staff text not null references support.staff (email),
  action text not null,
  account_id uuid references public.accounts (id),
  subject text,
  reason text not null,
  details jsonb not null default '{}',
  constraint staff_actions_action_form check (action ~ '^[a-z_]{3,60}$'),
  constraint staff_actions_reason_length check (length(btrim(reason)) between 5 and 1000)
);
comment on table private.staff_actions is 'What staff did through the functions of schema support, and why. Append-only; the rows it changed are in audit_log.';
create index staff_actions_account on private.staff_actions (account_id, id desc);
create index staff_actions_staff on private.staff_actions (staff);
create trigger refuse_change before update or delete on private.staff_actions for each row execute function private.refuse_audit_change();
create trigger refuse_truncate before truncate on private.staff_actions for each statement execute function private.refuse_audit_change();

-- Notes an act of staff; every function of schema support that changes something calls it first.
-- In: a word for the act, the account it is about (or null), what it is about within it (or null), why, who, further facts.
-- Errors: staff_unknown (not an active row of support.staff), reason_missing (shorter than five characters).
create function private.note_staff_action(action text, for_account uuid, subject text, reason text, staff text, details jsonb default '{}') returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  who text := lower(btrim(staff));
  noted bigint;
begin
  if not exists (select from support.staff known where known.email = who and known.is_active) then
    raise sqlstate 'PT403' using message = 'staff_unknown', hint = 'Give the e-mail address of an active row of support.staff.';
  elsif length(btrim(coalesce(reason, ''))) < 5 then
    raise sqlstate 'PT422' using message = 'reason_missing', hint = 'Say in a sentence why this is done.';
  end if;
  insert into private.staff_actions (staff, action, account_id, subject, reason, details)
  values (who, note_staff_action.action, for_account, note_staff_action.subject, btrim(note_staff_action.reason), coalesce(note_staff_action.details, '{}'))
  returning id into noted;
  return noted;
end
$$;
