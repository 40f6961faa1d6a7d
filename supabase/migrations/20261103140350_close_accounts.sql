-- Why: a company that is gone, or joined with another one, stays readable with all it had, and nothing new begins in it.

alter table public.accounts
  add column closed_at timestamptz,
  add column merged_into uuid references public.accounts (id) on delete restrict,
  add constraint accounts_merged_is_closed check (merged_into is null or (closed_at is not null and merged_into <> id));
comment on column public.accounts.closed_at is 'Since when the account is closed by support: its people read, nothing changes any more.';
comment on column public.accounts.merged_into is 'The account its products, points and people went to.';
create index accounts_merged_into on public.accounts (merged_into) where merged_into is not null;

-- Nothing begins in a closed account, whoever tries; what is there, members do not change, and the desk still may.
create function private.refuse_closed_account() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if (tg_op = 'INSERT' or current_setting('role', true) = 'authenticated')
     and exists (select from public.accounts where id = new.account_id and closed_at is not null) then
    raise sqlstate 'PT409' using message = 'account_closed', hint = 'Support closed this account; support.reopen_account opens it again.';
  end if;
  return new;
end
$$;
-- Definer: whoever writes the row may not see the account. After the triggers that say whether he may write it at all.
create trigger refuse_closed_account after insert or update on public.products for each row execute function private.refuse_closed_account();
create trigger refuse_closed_account after insert on public.memberships for each row execute function private.refuse_closed_account();
create trigger refuse_closed_account after insert or update on public.billing_profiles for each row execute function private.refuse_closed_account();
create trigger refuse_closed_account after insert on public.account_members for each row execute function private.refuse_closed_account();

-- Ends what people have open in their browsers. Signing in again shows what they still may see.
create function private.end_sessions(people uuid[]) returns integer language plpgsql set search_path = '' as $$
declare
  ended integer;
begin
  delete from auth.refresh_tokens where user_id::text = any (people::text[]);
  delete from auth.sessions where user_id = any (people);
  get diagnostics ended = row_count;
  return ended;
end
$$;

-- Says why a company cannot be closed now, by refusing. Errors: account_closed, membership_running, invoice_open.
create function private.require_closable(account public.accounts) returns void language plpgsql stable set search_path = '' as $$
begin
  if account.closed_at is not null then
    raise sqlstate 'PT409' using message = 'account_closed', hint = 'It is closed already.';
  elsif exists (select from public.memberships where account_id = account.id and state <> 'ended') then
    raise sqlstate 'PT409' using message = 'membership_running', hint = 'End the membership first, or wait for the end of its term.';
  elsif exists (select from public.invoices where account_id = account.id and status in ('draft', 'open')) then
    raise sqlstate 'PT409' using message = 'invoice_open', hint = 'Settle or void the invoice at Stripe first; the portal follows.';
  end if;
end
$$;

create function support.close_account(account uuid, reason text, staff text) returns text language plpgsql set search_path = '' as $$
declare
  held public.accounts := private.hold_company(account, also_new_rows => true);
  act bigint;
begin
  perform private.require_closable(held);
  act := private.note_staff_action('close_account', account, null, reason, staff);
  update public.accounts set closed_at = now() where id = account;
  perform private.tell_company(account, 'account_closed', '{}', 'account_closed:' || act);
  return format('%s is closed. Its people can read what is there; nothing was deleted.', held.company_name);
end
$$;
comment on function support.close_account(uuid, text, text) is
  'Closes a company account: its people still read everything, but register and change nothing. Nothing is deleted, points and products stay. All its people get a mail. Refusals: account_not_found, account_closed, membership_running, invoice_open, reason_missing, staff_unknown.';

create function support.reopen_account(account uuid, reason text, staff text) returns text language plpgsql set search_path = '' as $$
declare
  held public.accounts := private.hold_company(account);
  act bigint;
begin
  if held.closed_at is null then
    raise sqlstate 'PT409' using message = 'account_open', hint = 'It is not closed.';
  elsif held.merged_into is not null then
    raise sqlstate 'PT409' using message = 'account_merged', hint = 'What it had is in the account named by merged_into.';
  end if;
  act := private.note_staff_action('reopen_account', account, null, reason, staff);
  update public.accounts set closed_at = null where id = account;
  perform private.tell_company(account, 'account_reopened', '{}', 'account_reopened:' || act);
  return format('%s is open again.', held.company_name);
end
$$;
comment on function support.reopen_account(uuid, text, text) is
  'Opens a closed company account again, as it was. All its people get a mail. Refusals: account_not_found, account_open, account_merged, reason_missing, staff_unknown.';
