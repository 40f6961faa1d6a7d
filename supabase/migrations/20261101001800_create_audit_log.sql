-- Why: who changed what, when, from what to what; whoever they are and whichever door they used.

create table private.audit_log (
  id bigint generated always as identity primary key,
  occurred_at timestamptz not null default clock_timestamp(),
  user_id uuid,
  database_role text not null,
  table_name text not null,
  row_key text,
  action text not null,
  before jsonb,
  after jsonb
);
comment on table private.audit_log is 'Every change of the tables that matter. Append-only.';
create index audit_log_row on private.audit_log (table_name, row_key, id desc);

create function private.write_audit() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
begin
  insert into private.audit_log (user_id, database_role, table_name, row_key, action, before, after)
  values (auth.uid(), coalesce(nullif(current_setting('role', true), 'none'), session_user), tg_table_name,
          coalesce(new_row ->> 'id', old_row ->> 'id', new_row ->> 'account_id', old_row ->> 'account_id', new_row ->> 'code', old_row ->> 'code'),
          lower(tg_op), old_row, new_row);
  return null;
end
$$;

create function private.refuse_audit_change() returns trigger language plpgsql set search_path = '' as $$
begin
  raise sqlstate 'PT409' using message = 'ledger_append_only';
end
$$;
create trigger refuse_audit_change before update or delete on private.audit_log for each row execute function private.refuse_audit_change();
create trigger refuse_audit_truncate before truncate on private.audit_log for each statement execute function private.refuse_audit_change();

create trigger audit after insert or update or delete on public.accounts for each row execute function private.write_audit();
create trigger audit after insert or update or delete on public.account_members for each row execute function private.write_audit();
create trigger audit after update on public.products for each row execute function private.write_audit();
create trigger audit after insert or update or delete on public.product_models for each row execute function private.write_audit();
create trigger audit after insert or update or delete on public.tiers for each row execute function private.write_audit();
create trigger audit after insert or update or delete on public.tier_prices for each row execute function private.write_audit();
create trigger audit after insert or update or delete on public.programme_settings for each row execute function private.write_audit();
create trigger audit after insert or update or delete on public.invitations for each row execute function private.write_audit();
create trigger audit after insert or update or delete on public.memberships for each row execute function private.write_audit();
create trigger audit after insert or update or delete on public.membership_numbers for each row execute function private.write_audit();
create trigger audit after insert or update or delete on public.billing_profiles for each row execute function private.write_audit();
