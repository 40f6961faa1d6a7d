-- Why: every award passes here, and an import writes thousands in one transaction. What an award cannot run into is not looked for, and
-- the balance row is locked by the update that changes it. The promises stay: R2, R3, R4.

-- Adds the entry's points to the company's balance, which locks it until the transaction ends, and notes the balance after it.
-- Before insert, and not after: entries of one statement must each see the one before. Awards and reversals come from the trigger on
-- products alone (it runs one level above); a hand may add adjustments, or a product could earn twice (R2).
create or replace function private.book_point_entry() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.kind = 'adjustment' then
    -- Whoever writes "on conflict do nothing" would be left with the points and without the entry, so an entry that is there already is
    -- refused here. Of two at the same moment, for two companies, the second must see the first before it touches a balance.
    perform pg_advisory_xact_lock(hashtextextended(new.source, 8));
    if exists (select from public.point_entries where source = new.source or id = new.id) then
      raise unique_violation using message = 'This point entry exists already.', constraint = 'point_entries_source_key', table = 'point_entries', schema = 'public';
    end if;
  elsif pg_trigger_depth() < 2 then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Add an adjustment with a reason instead.';
  elsif new.kind = 'reversal' and not exists (
    select from public.point_entries award
    where award.id = new.reverses_id and award.kind = 'award' and award.points = -new.points and award.account_id = new.account_id) then
    raise check_violation using message = 'A reversal mirrors an award of the same company.', constraint = 'point_entries_reversal_mirrors_award';
  end if;

  update public.point_balances set balance = balance + new.points, updated_at = now()
  where account_id = new.account_id returning balance into new.balance_after;
  if not found then
    perform private.lock_balances(array[new.account_id]);
    update public.point_balances set balance = balance + new.points, updated_at = now()
    where account_id = new.account_id returning balance into new.balance_after;
  end if;
  -- Numbered under the lock: the default was drawn before it, and could stand before an entry that was booked earlier.
  new.entry_number := nextval('public.point_entries_entry_number_seq');
  return new;
end
$$;

-- First crossing of the threshold: invitation and its mail in the transaction of the entry (R4, S5).
create or replace function private.invite_at_threshold() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  needed integer;
begin
  if exists (select from public.invitations where account_id = new.account_id) then
    return null;
  end if;
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

-- Asked without calling the function: only a statement from outside any trigger is a hand edit.
drop trigger refuse_balance_edit on public.point_balances;
create trigger refuse_balance_edit before insert or update or delete on public.point_balances
  for each row when (pg_trigger_depth() = 0) execute function private.refuse_balance_edit();
