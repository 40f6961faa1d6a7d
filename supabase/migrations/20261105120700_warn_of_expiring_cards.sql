-- Why: a card that expires before it is charged next would be declined; the company hears of it while there is time.

create index saved_cards_expiry on public.saved_cards (expiry_year, expiry_month);

-- The day a membership's card is charged next: the due date of an open invoice, else that of the renewal; null when no card is charged.
create function private.card_needed_until(membership public.memberships) returns date language sql stable security definer set search_path = '' as $$
  select case when membership.payment_method = 'card' then coalesce(
    (select min(invoice.due_on) from public.invoices invoice
     join private.invoice_charges charge on charge.invoice_id = invoice.id and charge.stopped_at is null
     where invoice.membership_id = membership.id and invoice.status = 'open'),
    case when membership.renews then membership.ends_on + (select days_until_due from public.programme_settings) end) end
$$;

-- Asks for another card on the days of the settings before the last day of one that expires before its next charge: once per card and step, after an
-- outage the newest one. Safe to repeat and to run twice at once. Out: how many were asked.
create function service.warn_of_expiring_cards(at timestamptz, max integer default 500) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  settings public.programme_settings;
  expiring record;
  warned integer := 0;
  farthest date;
begin
  select * into settings from public.programme_settings;
  farthest := (at + make_interval(days => (select max(days) + 2 from unnest(settings.card_notice_days) as days)))::date;
  for expiring in
    select membership, card.brand, card.last4, card.last_day, due_step.step,
           format('card:%s:%s:%s:%s', membership.account_id, card.last4, card.brand, card.last_day) as subject
    from (
      select saved.*, (make_date(saved.expiry_year, saved.expiry_month, 1) + interval '1 month - 1 day')::date as last_day
      from public.saved_cards saved
      where (saved.expiry_year, saved.expiry_month) between (extract(year from at - interval '1 day')::integer, extract(month from at - interval '1 day')::integer)
        and (extract(year from farthest)::integer, extract(month from farthest)::integer)) as card
    join public.memberships membership on membership.account_id = card.account_id and membership.state <> 'ended' and membership.payment_method = 'card'
    join public.accounts account on account.id = membership.account_id
    join public.countries country on country.code = account.country
    cross join lateral (
      select ((warn_of_expiring_cards.at at time zone country.time_zone) - make_interval(hours => settings.notice_hour))::date as today) as here
    cross join lateral (select min(days) as step from unnest(settings.card_notice_days) as days where card.last_day - days <= here.today) as due_step
    where due_step.step is not null and here.today <= card.last_day and card.last_day < private.card_needed_until(membership)
      and not exists (select from private.sent_notices sent
                      where sent.subject = format('card:%s:%s:%s:%s', membership.account_id, card.last4, card.brand, card.last_day) and sent.step <= due_step.step)
    limit warn_of_expiring_cards.max
    for update of membership skip locked
  loop
    if private.note_notice(expiring.subject, expiring.step, (expiring.membership).account_id, at) then
      perform private.tell_payer((expiring.membership).account_id, 'card_expiring', jsonb_build_object('brand', expiring.brand, 'last4', expiring.last4,
        'last_day', expiring.last_day, 'charge_on', private.card_needed_until(expiring.membership)), expiring.subject || ':' || expiring.step);
      warned := warned + 1;
    end if;
  end loop;
  return jsonb_build_object('warned', warned);
end
$$;

grant execute on function service.warn_of_expiring_cards to service_role;
