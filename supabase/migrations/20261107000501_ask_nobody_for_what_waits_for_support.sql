-- Why: an invoice that waits for support is not owed until people have looked. Nobody is mailed, suspended or ended for it, and no money by bank is
-- booked to it.

-- The invoice a membership owes longest; void and paid ones owe nothing, nor do those that wait for support.
create or replace function private.oldest_unpaid(membership uuid) returns public.invoices language sql stable set search_path = '' as $$
  select invoice from public.invoices invoice
  where invoice.membership_id = membership and invoice.status in ('open', 'uncollectible') and invoice.total_minor > 0 and invoice.due_on is not null
    and not private.waits_for_support(invoice.id)
  order by invoice.due_on, invoice.created_at limit 1
$$;

-- Moves every membership whose day has come by `at`, at most `max`, one step each. Safe to repeat and to run twice at once: each row is looked at
-- again under its lock. Out: how many came into which state.
create or replace function service.advance_memberships(at timestamptz, max integer default 500) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  settings public.programme_settings;
  candidate uuid;
  moved public.membership_state;
  counts jsonb := '{}';
begin
  select * into settings from public.programme_settings;
  perform private.set_clock(at);
  for candidate in
    with overdue as (
      select invoice.membership_id, min(invoice.due_on) as due_on from public.invoices invoice
      where invoice.status in ('open', 'uncollectible') and invoice.total_minor > 0 and invoice.due_on < (at + interval '1 day')::date
        and not private.waits_for_support(invoice.id)
      group by invoice.membership_id
    ), looked_at as (
      select membership.id, membership.state, membership.unpaid_since, overdue.due_on,
             ((advance_memberships.at at time zone country.time_zone) - make_interval(hours => settings.notice_hour))::date as today,
             ((membership.state_since at time zone country.time_zone) - make_interval(hours => settings.notice_hour))::date as since
      from overdue
      join public.memberships membership on membership.id = overdue.membership_id and membership.state <> 'ended'
      join public.accounts account on account.id = membership.account_id
      join public.countries country on country.code = account.country
    )
    select looked_at.id from looked_at
    where private.step_state(looked_at.state, looked_at.since, looked_at.due_on, looked_at.today, settings) <> looked_at.state
       or (looked_at.state <> 'active' and looked_at.due_on > looked_at.unpaid_since)
    union
    -- Settled while nobody looked: the trigger of the mirror restores at once, this is its net.
    select membership.id from public.memberships membership
    where membership.state in ('past_due', 'grace', 'suspended') and not exists (select from overdue where overdue.membership_id = membership.id)
    limit max
  loop
    perform from public.memberships where id = candidate for update skip locked;
    continue when not found;
    -- One that cannot be moved must not stop the others.
    begin
      moved := private.move_membership(candidate, at, true);
      if moved is not null then
        counts := counts || jsonb_build_object(moved, coalesce((counts ->> moved::text)::integer, 0) + 1);
      end if;
    exception when others then
      raise warning 'membership % was not moved: %', candidate, sqlerrm;
      counts := counts || jsonb_build_object('failed', coalesce((counts ->> 'failed')::integer, 0) + 1);
    end;
  end loop;
  return counts || jsonb_build_object('reminded', private.remind_past_due(at, max));
end
$$;

-- The open invoice that money of a company belongs to: one it covers first, exactly if there is such a one; else the one due first. Null: none is open, or
-- what is open waits for support. In: company, currency, amount in cents.
create or replace function private.invoice_for_money(account uuid, in_currency text, amount integer) returns public.invoices language sql stable set search_path = '' as $$
  select invoice from public.invoices invoice
  where invoice.account_id = account and invoice.currency = in_currency and invoice.status = 'open' and invoice.amount_remaining_minor > 0
    and not private.waits_for_support(invoice.id)
  order by invoice.amount_remaining_minor <= amount desc, invoice.amount_remaining_minor = amount desc, invoice.due_on, invoice.id limit 1
$$;

-- Restores a membership at once where nothing that put it past due is owed any more. While a correction runs, the news of its old invoice leave that to it.
create function private.restore_membership(membership uuid) returns void language sql set search_path = '' as $$
  select private.move_membership(held.id, greatest(private.clock(), held.state_since), false)
  from public.memberships held where held.id = restore_membership.membership and held.state not in ('active', 'ended')
$$;

-- Result: settles, when the old invoice was paid after the new one was issued: its payment stands for the new one.
create or replace function private.after_credit_invoice(call private.stripe_calls, result jsonb) returns void language plpgsql set search_path = '' as $$
declare
  correction public.invoice_corrections := (select made from public.invoice_corrections made where made.id = (call.parameters ->> 'correction_id')::uuid);
begin
  if correction.credit_first then
    perform private.queue_correction_step('finalize_correction', correction);
  elsif (result ->> 'settles')::boolean then
    perform private.queue_correction_step('settle_correction', correction);
    perform private.restore_membership(call.membership_id);
  else
    perform private.finish_correction(correction.id);
  end if;
end
$$;

-- A step Stripe refuses for good. Until the credit note is there the old invoice stands: a new one that was issued already is taken back, so that the company
-- owes one and not two. In any case the new one is not charged, and a person looks.
create or replace function private.fail_correction(call private.stripe_calls) returns void language plpgsql set search_path = '' as $$
declare
  failed public.invoice_corrections;
  old public.invoices := (select invoice from public.invoices invoice where invoice.id = call.invoice_id);
  fresh public.invoices;
begin
  update public.invoice_corrections set state = 'failed', finished_at = now(), error = call.last_error
  where id = (call.parameters ->> 'correction_id')::uuid and state = 'running' returning * into failed;
  select * into fresh from public.invoices where stripe_invoice_id = failed.stripe_invoice_id and status = 'open';
  if fresh.id is not null then
    -- The trigger of the charges keeps it stopped, whatever would start it again.
    update private.invoice_charges set stopped_at = now(), last_error = 'correction failed' where invoice_id = fresh.id and stopped_at is null;
    -- Where the old one was taken back meanwhile, the new one is all that is owed.
    if call.kind = 'credit_invoice' and old.status <> 'void' then
      perform private.queue_stripe_call('void_invoice', fresh.account_id, '{}', 'void_invoice:' || fresh.id || ':correction', fresh.membership_id, fresh.id);
    end if;
  end if;
  perform private.restore_membership(old.membership_id);
  perform private.open_payment_case(call.account_id, 'correction ' || (call.parameters ->> 'correction_id'),
    format('The correction of invoice %s stopped at %s: %s. %sLook at both invoices at Stripe.', old.number, call.kind, call.last_error,
      case when fresh.id is not null then format('The card is not charged for the new one, %s%s. ', fresh.number,
        case when call.kind = 'credit_invoice' and old.status <> 'void' then ', which is voided' else '' end) else '' end), call.parameters ->> 'desk');
end
$$;
