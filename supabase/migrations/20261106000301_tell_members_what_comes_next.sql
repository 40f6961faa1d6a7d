-- Why: who looks at an open invoice must read what really happens to it: whether his card is charged, when it is tried again, that his bank waits for him,
-- and how much of his money has arrived already.

-- What the saved card does about an open invoice, and on which day of the company's calendar. charge: 'planned' (it is charged by itself),
-- 'retry' (declined, tried again), 'authenticate' (the bank wants to see the member, nothing is tried meanwhile), 'stopped' (refused, nothing is tried until
-- the card changes), 'held' (nothing is tried, for a reason that is not the card's: the desk's stop, a failed correction, an ended membership, a charge that
-- Stripe would not hear of); null: it is not paid by card.
-- waiting_minor: what has arrived by bank for it without covering it, in cents of its currency. One row.
create function private.describe_charge(invoice public.invoices) returns table (charge text, charge_on date, waiting_minor integer)
language sql stable set search_path = '' as $$
  select planned.charge, case when planned.charge in ('planned', 'retry') then (due.next_attempt_at at time zone country.time_zone)::date end,
    coalesce((select money.amount_minor from public.waiting_money money
              where money.account_id = owed.account_id and money.currency = owed.currency and money.amount_minor > 0
                and (private.invoice_for_money(money.account_id, money.currency, money.amount_minor)).id = owed.id), 0)
  from (select (describe_charge.invoice).*) as owed
  left join public.memberships membership on membership.id = owed.membership_id
  left join public.accounts account on account.id = owed.account_id
  left join public.countries country on country.code = account.country
  left join private.invoice_charges due on due.invoice_id = owed.id
  cross join lateral (select case
    when owed.status is distinct from 'open' or membership.payment_method is distinct from 'card' then null
    when membership.state = 'ended' or due.invoice_id is null or private.is_of_failed_correction(owed.id) or exists (select from support.charge_stops stop where stop.account_id = owed.account_id) then 'held'
    when due.stopped_at is null then case due.last_outcome when 'declined' then 'retry' else 'planned' end
    when due.last_outcome = 'action_required' then 'authenticate'
    when due.last_outcome in ('declined', 'refused') then 'stopped'
    else 'held' end as charge) as planned
$$;

-- Definer: nobody but the jobs reads the charges and the desk's stops.
create function private.my_open_invoices(for_account uuid) returns table (invoice_id uuid, charge text, charge_on date, waiting_minor integer)
language plpgsql stable security definer set search_path = '' as $$
begin
  if for_account is null or not for_account = any (private.my_accounts('owner', 'billing')) then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
  return query
  select open.id, tried.charge, tried.charge_on, tried.waiting_minor
  from public.invoices open cross join lateral private.describe_charge(open) as tried
  where open.account_id = for_account and open.status = 'open';
end
$$;
-- What happens to each open invoice of a company: what its card does (private.describe_charge), and how much money has arrived by bank for it without
-- covering it (in cents of its currency). Errors: not_allowed.
create function public.my_open_invoices(for_account uuid) returns table (invoice_id uuid, charge text, charge_on date, waiting_minor integer)
language sql stable set search_path = '' as $$
  select * from private.my_open_invoices(for_account)
$$;
grant execute on function private.my_open_invoices, public.my_open_invoices to authenticated;
