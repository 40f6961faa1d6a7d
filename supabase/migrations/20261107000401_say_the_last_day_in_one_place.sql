-- Why: the last day of a membership stands on its card, on the page that checks it and in two mails; it is said in one place, so that they agree.

-- The last day of a membership. ends_on is the day on which the next term begins or it is over, from midnight on: its last day is the one before. What ended
-- otherwise was there on the day it ended.
create function private.last_day(membership public.memberships) returns date language sql immutable set search_path = '' as $$
  select case when membership.ended_on <> membership.ends_on then membership.ended_on else membership.ends_on - 1 end
$$;

-- Moves one membership to where its oldest unpaid invoice puts it, with one mail for the step. A payment restores at once; only the jobs move on
-- (may_advance), because only they know the day. Out: the new state, null when nothing changed.
create or replace function private.move_membership(membership uuid, at timestamptz, may_advance boolean) returns public.membership_state
language plpgsql security definer set search_path = '' as $$
declare
  held public.memberships;
  unpaid public.invoices;
  settings public.programme_settings;
  today date;
  target public.membership_state;
begin
  select * into held from public.memberships where id = membership for update;
  if not found or held.state = 'ended' then
    return null;
  end if;
  select * into settings from public.programme_settings;
  unpaid := private.oldest_unpaid(held.id);
  today := private.local_day(held.account_id, at, settings.notice_hour);
  if held.state <> 'active' and (unpaid.due_on is null or unpaid.due_on > held.unpaid_since) then
    -- What put it there is settled; an invoice that came later counts from its own due date.
    target := least(held.state, private.state_of_day(unpaid.due_on, today, settings));
  elsif may_advance and held.state = 'active' and exists (
    select from private.stripe_calls charge where charge.invoice_id = unpaid.id and charge.kind = 'pay_invoice' and charge.done_at is null and charge.gave_up_at is null) then
    -- Its card is about to be charged and Stripe did not answer yet: that is no fault of the company.
    return null;
  elsif may_advance then
    target := private.step_state(held.state, private.local_day(held.account_id, held.state_since, settings.notice_hour), unpaid.due_on, today, settings);
  else
    return null;
  end if;
  if target = held.state then
    update public.memberships set unpaid_since = unpaid.due_on where id = held.id and state <> 'active' and unpaid_since is distinct from unpaid.due_on;
    return null;
  end if;

  update public.memberships set state = target, state_since = at, unpaid_since = case when target <> 'active' then unpaid.due_on end,
    end_reason = case when target = 'ended' then 'unpaid' end, ended_on = case when target = 'ended' then private.local_day(held.account_id, at) end
  where id = held.id returning * into held;
  perform private.tell_payer(held.account_id,
    case target when 'past_due' then 'payment_past_due' when 'active' then 'membership_restored' else 'membership_' || target end,
    private.dunning_data(held, unpaid) || case target when 'ended' then jsonb_build_object('reason', 'unpaid', 'last_day', private.last_day(held)) else '{}' end,
    format('membership_state:%s:%s:%s', held.id, target, at));
  return target;
end
$$;

-- An invoice that is settled, or due later than before, restores its membership in the same transaction. Money that comes after the end is kept for
-- the desk: an ended membership stays ended.
create or replace function private.follow_invoice() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  held public.memberships;
  zone text;
  hour integer;
begin
  select * into held from public.memberships where id = new.membership_id;
  if not found then
    return null;
  end if;
  if held.state <> 'ended' then
    -- What a correction credits is owed again in a moment, by the new invoice.
    if held.state <> 'active' and not exists (select from public.invoice_corrections where old_invoice_id = new.id and state = 'running') then
      perform private.move_membership(held.id, greatest(private.clock(), held.state_since), false);
    end if;
    if tg_op = 'UPDATE' and new.due_on <> old.due_on then
      -- A charge that has not begun moves with the due date.
      select country.time_zone, settings.charge_hour into zone, hour
      from public.accounts account join public.countries country on country.code = account.country cross join public.programme_settings settings
      where account.id = new.account_id;
      update private.invoice_charges
      set first_attempt_at = (new.due_on + make_interval(hours => hour)) at time zone zone, next_attempt_at = (new.due_on + make_interval(hours => hour)) at time zone zone
      where invoice_id = new.id and attempts = 0;
    end if;
  elsif new.status = 'paid' and new.total_minor > 0 and new.credited_minor < new.total_minor and held.end_reason <> 'refused' and (tg_op = 'INSERT' or old.status <> 'paid') then
    insert into private.late_payments (invoice_id, account_id, noted_at) values (new.id, new.account_id, private.clock()) on conflict do nothing;
    if found then
      perform private.tell_payer(new.account_id, 'late_payment', jsonb_build_object('number', new.number, 'total_minor', new.total_minor,
        'currency', new.currency, 'last_day', private.last_day(held)), 'late_payment:' || new.id);
    end if;
  end if;
  return null;
end
$$;

-- Gives one membership its next term, or ends it. A suspended one is not renewed: it would owe two years. Out: true when renewed.
create or replace function private.renew_membership(membership uuid, at timestamptz) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  held public.memberships;
  next_term record;
  facts jsonb;
  reason text;
begin
  select * into held from public.memberships where id = membership;
  -- The points cannot fall between this look and the end of the transaction.
  perform from public.point_balances where account_id = held.account_id for share;
  facts := private.describe_renewal(held, private.local_day(held.account_id, at));
  reason := case when held.state = 'suspended' then 'unpaid' when not held.renews then 'term_over' when facts ->> 'outcome' = 'ends_points' then 'points_missing' end;
  if reason is not null then
    update public.memberships set state = 'ended', state_since = at, end_reason = reason, ended_on = held.ends_on where id = held.id;
    perform private.tell_payer(held.account_id, 'membership_ended', private.dunning_data(held, private.oldest_unpaid(held.id))
      || jsonb_build_object('reason', reason, 'last_day', private.last_day(held)), 'membership_ended:' || held.id);
    return false;
  end if;
  perform private.tell_renewal(held, facts ->> 'next_tier_code', (facts ->> 'amount_minor')::integer, false);
  update public.memberships set tier_code = facts ->> 'next_tier_code', amount_minor = (facts ->> 'amount_minor')::integer,
    starts_on = held.ends_on, ends_on = (facts ->> 'next_ends_on')::date, next_tier_code = null
  where id = held.id returning * into held;
  perform private.tell_payer(held.account_id, 'membership_renewed', facts || jsonb_build_object('number', held.number, 'starts_on', held.starts_on, 'ends_on', held.ends_on),
    format('membership_renewed:%s:%s', held.id, held.starts_on));
  return true;
end
$$;

-- The card of a company for one of its people, whatever his role. Out: what is printed on it, its state and the token.
-- Definer: reads the keys. Errors: membership_not_found (also for a company that is not the caller's).
create or replace function private.membership_card(for_account uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  card jsonb;
begin
  select jsonb_build_object('company_name', account.company_name, 'number', membership.number, 'tier_code', membership.tier_code, 'state', membership.state,
           'starts_on', membership.starts_on, 'last_day', private.last_day(membership), 'token', private.card_token(membership.id))
  into card
  from public.memberships membership join public.accounts account on account.id = membership.account_id
  where membership.account_id = for_account and membership.state <> 'ended' and for_account = any (private.my_accounts());
  if card is null then
    raise sqlstate 'PT404' using message = 'membership_not_found';
  end if;
  return card;
end
$$;

-- Says whether a card is good now. Out: valid, and for a good one tier and last day; nothing else about anybody. Every token that we did not sign
-- takes the same path: one signature, one look for a membership that cannot be, one refusal. Definer: asked without sign-in.
-- Errors: card_forged (not signed by us, or with a retired key).
create or replace function private.check_membership_card(token text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  is_wellformed boolean := coalesce(token, '') ~ '^[A-Za-z0-9_-]{46}$';
  bytes bytea := decode(translate(case when is_wellformed then token else repeat('A', 46) end, '-_', '+/') || '==', 'base64');
  body bytea := substr(bytes, 1, 18);
  key private.card_keys;
  is_signed boolean;
  held public.memberships;
begin
  select * into key from private.card_keys where id = (get_byte(body, 0) << 8 | get_byte(body, 1)) and retired_at is null;
  -- Compared as hashes of one length, so that the time says nothing of how many bytes agree.
  is_signed := is_wellformed and key.id is not null
    and sha256(private.card_signature(coalesce(key.secret, body), body)) = sha256(substr(bytes, 19, 16));
  select * into held from public.memberships
  where id = case when is_signed then encode(substr(body, 3, 16), 'hex')::uuid else '00000000-0000-0000-0000-000000000000' end;
  if not is_signed then
    raise sqlstate 'PT422' using message = 'card_forged';
  elsif held.state in ('active', 'past_due', 'grace') then
    return jsonb_build_object('valid', true, 'tier', held.tier_code, 'until', private.last_day(held));
  end if;
  return jsonb_build_object('valid', false, 'tier', null, 'until', null);
end
$$;
