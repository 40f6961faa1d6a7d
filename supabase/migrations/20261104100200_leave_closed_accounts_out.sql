-- Why: a closed account stands in nobody's way: it holds no serial back, invites nobody, hands nothing over, and its data stays as it was.

-- As before, and imports after 30 days. For the job.
create or replace function service.sweep() returns void language plpgsql security definer set search_path = '' as $$
begin
  delete from private.quotas where window_start < now() - interval '1 day';
  delete from private.account_requests where requested_at < now() - interval '30 days';
  perform private.forget_imports((select array_agg(id) from private.imports where created_at < now() - interval '30 days'));
  -- An update that changes nothing is enough: prepare_product takes a free serial.
  update public.products set claim = claim where id in (
    select distinct on (model_id, serial_normalized) id from public.products claimed
    where claim = 'disputed'
      and not exists (select from public.accounts company where company.id = claimed.account_id and company.closed_at is not null)
      and not exists (
      select from public.products holder
      where holder.model_id = claimed.model_id and holder.serial_normalized = claimed.serial_normalized and holder.claim = 'held')
    order by model_id, serial_normalized, created_at, id);
end
$$;

-- As before, for changed products alone; the value of a first award is the calendar's of the day (R2), and an award without a balance after it is
-- one to be booked.
create or replace function private.settle_product() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  award public.point_entries;
  awards integer;
  value integer;
  next_claim uuid;
  next_account uuid;
begin
  -- A serial given up goes to the oldest other claim on it (decision 2). A claim whose row someone is writing at this moment is not waited for
  -- (he waits for our serial: neither would ever go on); it takes the free serial itself then (prepare_product), or service.sweep does it.
  if old.claim = 'held' and (new.claim <> 'held' or new.model_id <> old.model_id or new.serial_normalized is distinct from old.serial_normalized) then
    select id, account_id into next_claim, next_account from public.products
    where model_id = old.model_id and serial_normalized = old.serial_normalized and claim = 'disputed' and removed_at is null and id <> new.id
      and not exists (select from public.accounts company where company.id = products.account_id and company.closed_at is not null)
    order by created_at, id limit 1 for no key update skip locked;
    if found then
      perform private.lock_balances(array[new.account_id, next_account]);
    end if;
  end if;

  select entry.* into award from public.point_entries entry
  where entry.product_id = new.id and entry.kind = 'award'
    and not exists (select from public.point_entries reversal where reversal.reverses_id = entry.id);

  if award.id is not null and (not new.is_complete or award.model_id <> new.model_id) then
    insert into public.point_entries (account_id, product_id, model_id, kind, points, balance_after, source, reverses_id)
    values (award.account_id, new.id, award.model_id, 'reversal', -award.points, null, 'reversal:' || award.id, award.id);
    award := null;
  end if;

  if new.is_complete and award.id is null then
    -- The value of its first award stays: taking a dealer out and putting it back must not collect a later rise of the catalogue (R2).
    value := coalesce(
      (select entry.points from public.point_entries entry
       where entry.product_id = new.id and entry.model_id = new.model_id and entry.kind = 'award' order by entry.entry_number limit 1),
      private.model_value(new.model_id, private.catalogue_day()));
    select count(*) into awards from public.point_entries where product_id = new.id and kind = 'award';
    insert into public.point_entries (account_id, product_id, model_id, kind, points, balance_after, source)
    values (new.account_id, new.id, new.model_id, 'award', value, null, 'award:' || new.id || ':' || awards + 1);
  end if;

  if next_claim is not null then
    update public.products set claim = 'held' where id = next_claim;
  end if;
  return null;
end
$$;

create or replace function private.refuse_closed_company() returns trigger language plpgsql set search_path = '' as $$
begin
  raise sqlstate 'PT409' using message = 'account_closed', hint = 'Support closed this account; support.reopen_account opens it again.';
end
$$;

-- What is on its way ends with the account: an invitation must not stop somebody from confirming his address, nor a link hand a product over.
create or replace function private.end_what_is_open() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.account_invites set withdrawn_at = now() where account_id = new.id and accepted_at is null and withdrawn_at is null;
  update public.product_releases set withdrawn_at = now() where account_id = new.id and accepted_at is null and withdrawn_at is null;
  return null;
end
$$;

create or replace function private.approved_recover_account(asked support.approvals) returns text language plpgsql set search_path = '' as $$
declare
  company public.accounts := private.hold_company(asked.account_id);
  lost auth.users;
  newcomer auth.users;
  recovery private.account_recoveries;
begin
  if company.closed_at is not null then
    raise sqlstate 'PT409' using message = 'account_closed', hint = 'It was closed since this was asked for. Open it first with support.reopen_account.';
  end if;
  insert into private.account_recoveries (account_id, request, lost_email, new_email, expires_at)
  values (company.id, asked.request, asked.arguments ->> 'lost_email', asked.arguments ->> 'new_email',
          now() + make_interval(hours => (select recovery_hours from support.settings)))
  returning * into recovery;
  select * into lost from auth.users where lower(email) = recovery.lost_email;
  -- Whoever still has a browser open there, or knows the password, is out now and not when the new owner comes. A person of other companies keeps his password.
  perform private.end_sessions(array[lost.id]);
  if not exists (select from public.account_members where user_id = lost.id and account_id <> company.id) then
    update auth.users set encrypted_password = null where id = lost.id;
  end if;
  select * into newcomer from auth.users where lower(email) = recovery.new_email and email_confirmed_at is not null;
  if found then
    perform private.take_over_account(recovery, newcomer.id);
    return format('%s is owner of %s now, and signs in with the password there is.', recovery.new_email, company.company_name);
  end if;
  perform private.tell_company(company.id, 'recovery_started', jsonb_build_object('address', recovery.new_email), 'recovery_started:' || asked.request);
  return format('%s gets the usual mail with a link and a code within a minute, and becomes owner of %s by using it. All sessions of %s have ended.',
    recovery.new_email, company.company_name, recovery.lost_email);
end
$$;

-- An address that is confirmed while a company waits for it takes it over (the mail of Supabase Auth is the proof). Definer: GoTrue writes with its own role.
create or replace function private.take_over_on_confirmation() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  recovery private.account_recoveries;
begin
  for recovery in select * from private.account_recoveries asked
    where new_email = lower(new.email) and taken_over_at is null and expires_at > now()
      and not exists (select from public.accounts company where company.id = asked.account_id and company.closed_at is not null)
    order by approved_at for update loop
    perform private.take_over_account(recovery, new.id);
  end loop;
  return null;
end
$$;

create or replace function support.recover_account(account uuid, lost_email text, new_email text, reason text, staff text, second text default null) returns text
language plpgsql set search_path = '' as $$
declare
  held public.accounts := private.hold_company(account);
  lost text := lower(btrim(lost_email));
  newcomer text := lower(btrim(new_email));
begin
  perform private.require_staff(staff);
  if held.closed_at is not null then
    raise sqlstate 'PT409' using message = 'account_closed', hint = 'Open it first with support.reopen_account.';
  elsif not exists (select from public.account_members member join auth.users person on person.id = member.user_id
                    where member.account_id = account and lower(person.email) = lost) then
    raise sqlstate 'PT422' using message = 'address_unknown', hint = 'lost_email is the address of a person of this company, see support.accounts_overview.';
  elsif not coalesce(private.is_email(newcomer), false) or newcomer = lost then
    raise sqlstate 'PT422' using message = 'value_refused', detail = 'new_email', hint = 'Give the new address.';
  end if;
  return private.ask_second_person('recover_account', account,
    format('%s becomes owner of %s in place of %s, whose sessions end at once, and the password too if it is for no other company', newcomer, held.company_name, lost),
    jsonb_build_object('lost_email', lost, 'new_email', newcomer), reason, staff, second);
end
$$;
comment on function support.recover_account(uuid, text, text, text, text, text) is
  'For a company whose only mailbox is gone: another address takes the place of the lost one. Always waits for a second person. Then the lost person''s sessions end at once, the password too unless he acts for other companies, the new address gets the usual mail with link and code, and using it makes that person owner; all people of the company are told. Check who is asking by telephone and in the trade register before. Refusals: account_not_found, account_closed, address_unknown, value_refused, reason_missing, staff_unknown, second_person_missing, same_person.';

create trigger refuse_closed_company before update on public.accounts
  for each row when (old.closed_at is not null and current_user = 'authenticated') execute function private.refuse_closed_company();
-- Definer: whoever closes the account may not write those rows.
create trigger end_what_is_open after update on public.accounts
  for each row when (old.closed_at is null and new.closed_at is not null) execute function private.end_what_is_open();

create or replace trigger refuse_closed_account after insert or update on public.account_members for each row execute function private.refuse_closed_account();
create trigger refuse_closed_account after insert or update on public.account_invites for each row execute function private.refuse_closed_account();
create trigger refuse_closed_account after insert or update on public.product_releases for each row execute function private.refuse_closed_account();

-- Accounts that were closed before this.
update public.account_invites open set withdrawn_at = now() from public.accounts company
where company.id = open.account_id and company.closed_at is not null and open.accepted_at is null and open.withdrawn_at is null;
update public.product_releases open set withdrawn_at = now() from public.accounts company
where company.id = open.account_id and company.closed_at is not null and open.accepted_at is null and open.withdrawn_at is null;
