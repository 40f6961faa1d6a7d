-- Why: points are money-like. Entries are only ever added; the balance row equals their sum at every moment (R2, R3).

create table public.point_balances (
  account_id uuid primary key references public.accounts (id) on delete restrict,
  balance integer not null default 0,
  updated_at timestamptz not null default now()
);
comment on table public.point_balances is 'Balance per company, kept by the trigger on point_entries; never edited by hand.';

create table public.point_entries (
  id uuid primary key default gen_random_uuid(),
  entry_number bigint generated always as identity,
  account_id uuid not null references public.accounts (id) on delete restrict,
  product_id uuid references public.products (id) on delete restrict,
  model_id uuid references public.product_models (id) on delete restrict,
  kind text not null,
  points integer not null,
  balance_after integer not null,
  source text not null unique,
  reverses_id uuid unique references public.point_entries (id) on delete restrict,
  reason text,
  created_at timestamptz not null default clock_timestamp(),
  created_by uuid default auth.uid(),
  constraint point_entries_kind_known check (kind in ('award', 'reversal', 'adjustment')),
  constraint point_entries_award_is_positive check (kind <> 'award' or (points > 0 and product_id is not null and model_id is not null and reverses_id is null)),
  constraint point_entries_reversal_names_its_award check ((kind = 'reversal') = (reverses_id is not null) and (kind <> 'reversal' or points < 0)),
  constraint point_entries_adjustment_has_reason check (kind <> 'adjustment' or (length(btrim(reason)) > 0 and points <> 0))
);
comment on table public.point_entries is 'The ledger of points: append-only. A mistake is corrected by another entry.';
comment on column public.point_entries.entry_number is 'Order of booking: within a company each balance_after follows from the entry before.';
comment on column public.point_entries.source is 'What caused the entry; unique, so that nothing is awarded twice.';
comment on column public.point_entries.balance_after is 'Balance of the company after this entry.';
create index point_entries_account on public.point_entries (account_id, entry_number desc);
create index point_entries_product on public.point_entries (product_id, entry_number desc);
create index point_entries_model on public.point_entries (model_id);

create table public.invitations (
  account_id uuid primary key references public.accounts (id) on delete restrict,
  invited_at timestamptz not null default now(),
  balance integer not null,
  threshold integer not null,
  constraint invitations_threshold_crossed check (balance >= threshold)
);
comment on table public.invitations is 'One invitation a company, at the first crossing of the threshold (R4).';

-- Waits for the right to book on companies' balances, in one order for everybody; held until the transaction ends.
create function private.lock_balances(accounts uuid[]) returns void language plpgsql security definer set search_path = '' as $$
begin
  insert into public.point_balances (account_id) select distinct account from unnest(accounts) as account order by account on conflict do nothing;
  perform from public.point_balances where account_id = any (accounts) order by account_id for update;
end
$$;

-- Locks the company's balance, adds the entry's points and notes the balance after it; refuses a source it has seen.
-- Before insert, and not after: entries of one statement must each see the one before. Awards and reversals come from the trigger on
-- products alone (it runs one level above); a hand may add adjustments, or a product could earn twice (R2).
create function private.book_point_entry() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.kind <> 'adjustment' and pg_trigger_depth() < 2 then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Add an adjustment with a reason instead.';
  end if;
  -- Two companies' entries of one source at the same moment: the second must see the first before it touches a balance.
  perform pg_advisory_xact_lock(hashtextextended(new.source, 8));
  perform private.lock_balances(array[new.account_id]);
  if exists (select from public.point_entries where source = new.source or id = new.id or reverses_id = new.reverses_id) then
    raise unique_violation using message = 'This point entry exists already.', constraint = 'point_entries_source_key', table = 'point_entries', schema = 'public';
  end if;
  if new.kind = 'reversal' and not exists (
    select from public.point_entries award
    where award.id = new.reverses_id and award.kind = 'award' and award.points = -new.points and award.account_id = new.account_id) then
    raise check_violation using message = 'A reversal mirrors an award of the same company.', constraint = 'point_entries_reversal_mirrors_award';
  end if;
  -- Numbered under the lock: the default was drawn before it, and could stand before an entry that was booked earlier.
  new.entry_number := nextval('public.point_entries_entry_number_seq');
  update public.point_balances set balance = balance + new.points, updated_at = now()
  where account_id = new.account_id returning balance into new.balance_after;
  return new;
end
$$;
create trigger book_point_entry before insert on public.point_entries
  for each row execute function private.book_point_entry();

-- First crossing of the threshold: invitation and its mail in the transaction of the entry (R4, S5).
create function private.invite_at_threshold() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  needed integer;
begin
  select invitation_points into needed from public.programme_settings;
  if new.balance_after >= needed then
    insert into public.invitations (account_id, balance, threshold) values (new.account_id, new.balance_after, needed) on conflict do nothing;
    if found then
      perform private.enqueue_mail('invitation', account.email, account.locale,
        jsonb_build_object('company_name', account.company_name, 'contact_name', account.contact_name, 'points', new.balance_after),
        'invitation:' || account.id, account.id)
      from public.accounts account where account.id = new.account_id;
    end if;
  end if;
  return null;
end
$$;
create trigger invite_at_threshold after insert on public.point_entries
  for each row when (new.points > 0) execute function private.invite_at_threshold();

create function private.refuse_ledger_change() returns trigger language plpgsql set search_path = '' as $$
begin
  raise sqlstate 'PT409' using message = 'ledger_append_only', hint = 'Add an adjustment or a reversal instead.';
end
$$;
create trigger refuse_ledger_change before update or delete on public.point_entries
  for each row execute function private.refuse_ledger_change();
create trigger refuse_ledger_truncate before truncate on public.point_entries
  for each statement execute function private.refuse_ledger_change();

-- Only the trigger on point_entries reaches the balance (it runs one level deeper than a hand edit).
create function private.refuse_balance_edit() returns trigger language plpgsql set search_path = '' as $$
begin
  if pg_trigger_depth() < 2 then
    raise sqlstate 'PT409' using message = 'balance_is_derived', hint = 'Add an entry to point_entries instead.';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger refuse_balance_edit before insert or update or delete on public.point_balances
  for each row execute function private.refuse_balance_edit();
-- An invitation is a fact (R4): it is made by the first crossing and never by hand, and it stays.
create function private.refuse_invitation_edit() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op <> 'INSERT' or pg_trigger_depth() < 2 then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Adjust the points instead.';
  end if;
  return new;
end
$$;
create trigger refuse_invitation_edit before insert or update or delete on public.invitations
  for each row execute function private.refuse_invitation_edit();
create trigger refuse_invitation_truncate before truncate on public.invitations
  for each statement execute function private.refuse_invitation_edit();

create trigger refuse_balance_truncate before truncate on public.point_balances
  for each statement execute function private.refuse_ledger_change();

alter table public.point_balances enable row level security;
alter table public.point_entries enable row level security;
alter table public.invitations enable row level security;
create policy "Members see their company's balance" on public.point_balances for select to authenticated
  using (account_id = any ((select private.my_accounts())::uuid[]));
create policy "Members see their company's point entries" on public.point_entries for select to authenticated
  using (account_id = any ((select private.my_accounts())::uuid[]));
create policy "Members see their company's invitation" on public.invitations for select to authenticated
  using (account_id = any ((select private.my_accounts())::uuid[]));
grant select on public.point_balances, public.point_entries, public.invitations to authenticated;
