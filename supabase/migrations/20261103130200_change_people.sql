-- Why: owners give roles, part with colleagues, and anybody may leave; nobody is left in doubt, and what a leaver had in hand harms nobody.

-- Who acts for a company. Owners see addresses; others see their own only. Empty for a company that is not the caller's.
create function private.colleagues(for_account uuid)
returns table (user_id uuid, email text, role public.account_role, created_at timestamptz, is_you boolean)
language sql stable security definer set search_path = '' as $$
  select member.user_id, case when for_account = any (private.my_accounts('owner')) or member.user_id = auth.uid() then person.email::text end,
         member.role, member.created_at, member.user_id = auth.uid()
  from public.account_members member join auth.users person on person.id = member.user_id
  where member.account_id = for_account and for_account = any (private.my_accounts())
  order by member.created_at, member.user_id
$$;

-- Gives a colleague another role. Errors: not_allowed, member_not_found, last_owner.
create function private.change_role(for_account uuid, person uuid, new_role public.account_role) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_account(for_account);
  update public.account_members set role = new_role where account_id = for_account and user_id = person;
  if not found then
    raise sqlstate 'PT404' using message = 'member_not_found';
  end if;
end
$$;

-- Ends a colleague's access, at once; what he registered stays. Errors: not_allowed, member_not_found, last_owner.
create function private.remove_colleague(for_account uuid, person uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_account(for_account);
  delete from public.account_members where account_id = for_account and user_id = person;
  if not found then
    raise sqlstate 'PT404' using message = 'member_not_found';
  end if;
end
$$;

-- The caller leaves a company, whatever his role. Errors: not_allowed (no member), last_owner.
create function private.leave_account(for_account uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  if for_account is null or for_account <> all (private.my_accounts()) then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
  perform from public.accounts where id = for_account for no key update;
  delete from public.account_members where account_id = for_account and user_id = auth.uid();
  if not found then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
end
$$;

-- Whichever door was used, a hand in the dashboard too: mails tell both sides; invitations of somebody who owns the company no longer are
-- withdrawn; mails about the company no longer go to a leaver.
create function private.follow_people() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  account public.accounts;
  address text := (select lower(email) from auth.users where id = old.user_id);
begin
  if old.role = 'owner' then
    update public.account_invites set withdrawn_at = now()
    where account_id = old.account_id and invited_by = old.user_id and accepted_at is null and withdrawn_at is null;
  end if;
  if tg_op = 'DELETE' then
    update public.accounts set email = (
      select lower(owner.email) from public.account_members member join auth.users owner on owner.id = member.user_id
      where member.account_id = old.account_id and member.role = 'owner' order by member.created_at, member.user_id limit 1)
    where id = old.account_id and email = address;
  end if;
  select * into account from public.accounts where id = old.account_id;
  if tg_op = 'UPDATE' then
    perform private.enqueue_mail('role_changed', address, account.locale, jsonb_build_object('company_name', account.company_name, 'role', new.role), null, account.id);
    return null;
  end if;
  perform private.enqueue_mail('access_ended', address, account.locale, jsonb_build_object('company_name', account.company_name), null, account.id);
  perform private.enqueue_mail('member_left', owner.email, account.locale,
    jsonb_build_object('company_name', account.company_name, 'address', address, 'was_removed', auth.uid() is distinct from old.user_id), null, account.id)
  from public.account_members member join auth.users owner on owner.id = member.user_id
  where member.account_id = old.account_id and member.role = 'owner';
  return null;
end
$$;
create trigger follow_departure after delete on public.account_members
  for each row execute function private.follow_people();
create trigger follow_role after update of role on public.account_members
  for each row when (old.role <> new.role) execute function private.follow_people();

-- The browser's doors; definer inside, because members neither write this table nor read other people's addresses.
create function public.colleagues(for_account uuid)
returns table (user_id uuid, email text, role public.account_role, created_at timestamptz, is_you boolean)
language sql stable set search_path = '' as $$
  select * from private.colleagues(for_account)
$$;
create function public.change_role(for_account uuid, person uuid, new_role public.account_role) returns void language sql set search_path = '' as $$
  select private.change_role(for_account, person, new_role)
$$;
create function public.remove_colleague(for_account uuid, person uuid) returns void language sql set search_path = '' as $$
  select private.remove_colleague(for_account, person)
$$;
create function public.leave_account(for_account uuid) returns void language sql set search_path = '' as $$
  select private.leave_account(for_account)
$$;
grant execute on function private.colleagues, private.change_role, private.remove_colleague, private.leave_account,
  public.colleagues, public.change_role, public.remove_colleague, public.leave_account to authenticated;
