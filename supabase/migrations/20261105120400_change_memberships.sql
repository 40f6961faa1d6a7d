-- Why: who pays for a membership decides about it himself: whether it renews, on which tier, how it is paid, and an upgrade at once at a price said before
-- (R9, R12).

-- The running membership of a company, locked, for a person who may handle its money. Errors: not_allowed, membership_not_found, membership_suspended.
create function private.hold_membership(person uuid, for_account uuid, also_suspended boolean) returns public.memberships
language plpgsql security definer set search_path = '' as $$
declare
  held public.memberships;
begin
  if not exists (select from public.account_members where account_id = for_account and user_id = person and role in ('owner', 'billing')) then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
  select * into held from public.memberships where account_id = for_account and state <> 'ended' for update;
  if not found then
    raise sqlstate 'PT404' using message = 'membership_not_found';
  elsif held.state = 'suspended' and not also_suspended then
    raise sqlstate 'PT409' using message = 'membership_suspended';
  end if;
  return held;
end
$$;

-- As above, for the signed-in person; a session that was signed out ends at once.
create function private.hold_my_membership(for_account uuid, also_suspended boolean) returns public.memberships
language plpgsql security definer set search_path = '' as $$
begin
  if for_account is null or not for_account = any (private.my_accounts('owner', 'billing')) then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
  return private.hold_membership(auth.uid(), for_account, also_suspended);
end
$$;

-- Definer, all three: members may not write memberships themselves.
create function private.set_renewal(for_account uuid, renews boolean) returns void language plpgsql security definer set search_path = '' as $$
declare
  held public.memberships := private.hold_my_membership(for_account, true);
begin
  if set_renewal.renews is null then
    raise sqlstate 'PT422' using message = 'invalid_input', detail = 'renews';
  end if;
  update public.memberships set renews = set_renewal.renews where id = held.id and memberships.renews <> set_renewal.renews;
end
$$;

create function private.choose_next_tier(for_account uuid, tier text) returns void language plpgsql security definer set search_path = '' as $$
declare
  held public.memberships := private.hold_my_membership(for_account, false);
begin
  if choose_next_tier.tier is not null and choose_next_tier.tier <> held.tier_code and not exists (
    select from private.next_term(held.account_id, held.tier_code, choose_next_tier.tier, held.currency, held.amount_minor,
      greatest(held.ends_on, private.local_day(held.account_id, private.clock()))) as coming where coming.why = 'chosen') then
    raise sqlstate 'PT422' using message = 'tier_not_offered';
  end if;
  update public.memberships set next_tier_code = nullif(choose_next_tier.tier, held.tier_code)
  where id = held.id and next_tier_code is distinct from nullif(choose_next_tier.tier, held.tier_code);
end
$$;

create function private.change_payment_method(for_account uuid, pay_by text) returns void language plpgsql security definer set search_path = '' as $$
declare
  held public.memberships := private.hold_my_membership(for_account, true);
begin
  if pay_by is null or pay_by not in ('card', 'bank_transfer') then
    raise sqlstate 'PT422' using message = 'invalid_input', detail = 'payment_method';
  end if;
  update public.memberships set payment_method = pay_by where id = held.id and payment_method <> pay_by;
end
$$;

-- Whether the membership renews (R12), until the last day of the term; also what cancelling and taking it back are. Errors: not_allowed,
-- membership_not_found, invalid_input.
create function public.set_renewal(for_account uuid, renews boolean) returns void language sql set search_path = '' as $$
  select private.set_renewal(for_account, renews)
$$;
-- Tier of the next term; null: keep the one there is (R9). Errors: not_allowed, membership_not_found, membership_suspended, tier_not_offered.
create function public.choose_next_tier(for_account uuid, tier text) returns void language sql set search_path = '' as $$
  select private.choose_next_tier(for_account, tier)
$$;
-- Card or bank transfer, at any time; open invoices follow. Errors: not_allowed, membership_not_found, invalid_input.
create function public.change_payment_method(for_account uuid, pay_by text) returns void language sql set search_path = '' as $$
  select private.change_payment_method(for_account, pay_by)
$$;

-- Definer: members read only some columns of the membership.
create function private.my_renewal(for_account uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  held public.memberships;
  unpaid public.invoices;
  is_payer boolean := for_account = any (private.my_accounts('owner', 'billing'));
begin
  if for_account is null or not for_account = any (private.my_accounts()) then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
  select * into held from public.memberships where account_id = for_account and state <> 'ended';
  if not found then
    return null;
  end if;
  unpaid := private.oldest_unpaid(held.id);
  return private.describe_renewal(held) || jsonb_build_object(
    'unpaid', case when is_payer then private.dunning_data(held, unpaid) || (select to_jsonb(tried) from private.describe_charge(unpaid) as tried) end,
    'card_in_use_until', case when is_payer then private.card_needed_until(held) end);
end
$$;
-- What comes next for a company's membership: its renewal as it would be now, the unpaid invoice with the days on which the state changes and what its
-- card does (private.describe_charge), and, for a card, the day of the next charge. Null without membership. Errors: not_allowed.
create function public.my_renewal(for_account uuid) returns jsonb language sql stable set search_path = '' as $$
  select private.my_renewal(for_account)
$$;
grant execute on function private.set_renewal, private.choose_next_tier, private.change_payment_method, private.my_renewal,
  public.set_renewal, public.choose_next_tier, public.change_payment_method, public.my_renewal to authenticated;

alter table private.invoice_charges add column waits_for_transfer boolean not null default false;
comment on column private.invoice_charges.waits_for_transfer is 'It stopped because its company went over to bank transfer; back at the card it goes on.';

-- Open invoices follow the way of paying, whoever changes it: with a card they are charged on the due date (or next, if that is over), without one never.
create function private.follow_payment_method() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.payment_method = 'card' then
    insert into private.invoice_charges as charge (invoice_id, first_attempt_at, next_attempt_at)
    select invoice.id, moment, moment
    from public.invoices invoice
    join public.accounts account on account.id = invoice.account_id
    join public.countries country on country.code = account.country
    cross join public.programme_settings settings
    cross join lateral (select (invoice.due_on + make_interval(hours => settings.charge_hour)) at time zone country.time_zone as moment) as due
    where invoice.membership_id = new.id and invoice.status = 'open' and invoice.total_minor > 0 and invoice.due_on is not null
    on conflict (invoice_id) do update set stopped_at = null, waits_for_transfer = false where charge.waits_for_transfer;
  else
    update private.invoice_charges charge set stopped_at = private.clock(), waits_for_transfer = true
    from public.invoices invoice
    where invoice.id = charge.invoice_id and invoice.membership_id = new.id and invoice.status = 'open' and charge.stopped_at is null;
  end if;
  return null;
end
$$;
create trigger follow_payment_method after update of payment_method on public.memberships
  for each row when (new.payment_method <> old.payment_method and new.state <> 'ended') execute function private.follow_payment_method();
