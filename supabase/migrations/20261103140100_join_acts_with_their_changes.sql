-- Why: the log of changes and the log of acts meet: whoever reads what changed also reads who of the desk did it, and why.

-- Both logs note the transaction they were written in. Rows from before this migration have none.
alter table private.audit_log add column transaction_id xid8;
alter table private.audit_log alter column transaction_id set default pg_current_xact_id();
comment on column private.audit_log.transaction_id is 'The transaction that made the change; staff_actions of the same one says why.';
alter table private.staff_actions add column transaction_id xid8;
alter table private.staff_actions alter column transaction_id set default pg_current_xact_id();
comment on column private.staff_actions.transaction_id is 'The transaction of the act; audit_log of the same one says what changed.';
create index staff_actions_transaction on private.staff_actions (transaction_id);

-- What the desk may set for itself; one row.
create table support.settings (
  is_only_row boolean primary key default true,
  points_alone integer not null default 200,
  approval_hours integer not null default 24,
  recovery_hours integer not null default 72,
  stuck_days integer not null default 14,
  invoice_hours integer not null default 24,
  constraint settings_one_row check (is_only_row),
  constraint settings_points_not_negative check (points_alone >= 0),
  constraint settings_approval_hours_sane check (approval_hours between 1 and 168),
  constraint settings_recovery_hours_sane check (recovery_hours between 1 and 336),
  constraint settings_stuck_days_sane check (stuck_days between 1 and 365),
  constraint settings_invoice_hours_sane check (invoice_hours between 1 and 720)
);
comment on table support.settings is 'The numbers of the support desk, one row. Edit it in the table editor; changes are logged.';
comment on column support.settings.is_only_row is 'Always true: there is one row.';
comment on column support.settings.points_alone is 'Points one person of the desk may add or take alone; more needs the consent of a second person.';
comment on column support.settings.approval_hours is 'Hours a second person has to consent; afterwards ask again.';
comment on column support.settings.recovery_hours is 'Hours the new owner of a recovered company has to use the link in his mail.';
comment on column support.settings.stuck_days is 'Days after which an unfinished product is shown in stuck_products.';
comment on column support.settings.invoice_hours is 'Hours after which a membership without invoice, or unknown at Stripe, is shown in drift.';
insert into support.settings default values;
-- No API reaches this schema, and nobody but the owner may read it: policies would guard a door that is not there.
alter table support.staff disable row level security;
create trigger refuse_settings_delete before delete on support.settings for each row execute function private.refuse_settings_delete();
create trigger refuse_settings_truncate before truncate on support.settings for each statement execute function private.refuse_settings_delete();

-- An active member of the desk by his address. Errors: staff_unknown.
create function private.require_staff(staff text) returns text language plpgsql stable set search_path = '' as $$
declare
  who text := lower(btrim(staff));
begin
  if not exists (select from support.staff known where known.email = who and known.is_active) then
    raise sqlstate 'PT403' using message = 'staff_unknown', hint = 'Give the e-mail address of an active row of support.staff.';
  end if;
  return who;
end
$$;

-- A company for an act of the desk, held until the transaction ends; with `also_new_rows` nothing new joins it meanwhile. Errors: account_not_found.
create function private.hold_company(account uuid, also_new_rows boolean default false) returns public.accounts language plpgsql set search_path = '' as $$
declare
  held public.accounts;
begin
  if also_new_rows then
    select * into held from public.accounts where id = account for update;
  else
    select * into held from public.accounts where id = account for no key update;
  end if;
  if held.id is null then
    raise sqlstate 'PT404' using message = 'account_not_found', hint = 'Copy account_id from support.accounts_overview.';
  end if;
  return held;
end
$$;

-- Only the fields of a row that differ from another row, for people to read.
create function private.changed_fields(of_row jsonb, other_row jsonb) returns jsonb language sql immutable set search_path = '' as $$
  select case when of_row is null or other_row is null then of_row else (
    select coalesce(jsonb_object_agg(field.key, field.value), '{}') from jsonb_each(of_row) as field where other_row -> field.key is distinct from field.value)
  end
$$;

create view support.audit with (security_invoker = on) as
select entry.occurred_at,
       coalesce(act.staff, (select person.email::text from auth.users person where person.id = entry.user_id), entry.database_role) as who,
       entry.action as change, entry.table_name, entry.row_key,
       private.changed_fields(entry.before, entry.after) as before, private.changed_fields(entry.after, entry.before) as after,
       act.action as act, act.reason,
       coalesce(entry.after ->> 'account_id', entry.before ->> 'account_id', case when entry.table_name = 'accounts' then entry.row_key end) as account_id
from private.audit_log entry
left join lateral (
  select staff_action.staff, staff_action.action, staff_action.reason from private.staff_actions staff_action
  where staff_action.transaction_id = entry.transaction_id and staff_action.occurred_at between entry.occurred_at - interval '1 hour' and entry.occurred_at
  order by staff_action.id desc limit 1) as act on true
union all
select act.occurred_at, act.staff, 'act', null, act.subject, null, act.details, act.action, act.reason, act.account_id::text
from private.staff_actions act;
comment on view support.audit is 'Who changed what, from what to what, and why; newest first with: order by occurred_at desc. Changes and acts stand in the same list.';
comment on column support.audit.occurred_at is 'When.';
comment on column support.audit.who is 'Who: address of the person of the desk or of the member; "postgres" is a hand in the table or SQL editor, "service_role" the portal itself.';
comment on column support.audit.change is 'insert, update or delete of a row; act for a call of a function of schema support.';
comment on column support.audit.table_name is 'The table that changed.';
comment on column support.audit.row_key is 'Id of the row that changed, or what an act was about.';
comment on column support.audit.before is 'The fields that changed, as they were.';
comment on column support.audit.after is 'The same fields as they became; for an act its details.';
comment on column support.audit.act is 'What the desk did: the name of the function.';
comment on column support.audit.reason is 'The reason the person of the desk gave.';
comment on column support.audit.account_id is 'The company it concerns, where the row names one.';
