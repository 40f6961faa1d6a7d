-- Why: the page that saves a card and the card that is charged are written to Stripe through the outbox as well.

-- Queues the page that saves a card of the current membership. In: company, language of the page, what makes it happen once (null: a new page).
-- Out: the call, whose result has the page's address. Errors: membership_not_found.
create function service.queue_card_page(for_account uuid, locale text, once text default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  current public.memberships;
  page uuid;
begin
  select * into current from public.memberships where account_id = for_account and state <> 'ended';
  if not found then
    raise sqlstate 'PT404' using message = 'membership_not_found';
  end if;
  page := private.queue_stripe_call('open_card_page', for_account, jsonb_build_object('currency', current.currency, 'locale', queue_card_page.locale),
    queue_card_page.once, current.id);
  if exists (select from private.stripe_calls made where made.id = page and made.gave_up_at is not null) then
    return private.renew_stripe_call(page);
  end if;
  return page;
end
$$;

drop function service.save_card(text, text, text, text, integer, integer);

-- Stores the card Stripe keeps for a customer and has it charged; with another card charges that had stopped are tried again. Unknown customers are ignored,
-- and so is what was looked up before what is known. In: also which card Stripe charges by default, and when all this was looked up; both may be unknown.
create function service.save_card(customer text, payment_method text, brand text, last4 text, expiry_month integer, expiry_year integer,
  default_at_stripe text default null, read_at timestamptz default now())
returns void language plpgsql security definer set search_path = '' as $$
declare
  home uuid;
  known text;
begin
  select account_id, default_payment_method_id into home, known from private.stripe_customers where stripe_customer_id = customer for no key update;
  if not found or not private.claim_read('card of ' || customer, save_card.read_at) then
    return;
  end if;
  update private.stripe_customers set default_payment_method_id = payment_method
  where account_id = home and default_payment_method_id is distinct from payment_method;
  insert into public.saved_cards (account_id, brand, last4, expiry_month, expiry_year)
  values (home, save_card.brand, save_card.last4, save_card.expiry_month, save_card.expiry_year)
  on conflict (account_id) do update set
    brand = excluded.brand, last4 = excluded.last4, expiry_month = excluded.expiry_month, expiry_year = excluded.expiry_year, saved_at = now()
  -- Read again and nothing new: no change, so that it keeps the day it was saved on.
  where payment_method is distinct from known or (saved_cards.brand, saved_cards.last4, saved_cards.expiry_month, saved_cards.expiry_year)
    is distinct from (excluded.brand, excluded.last4, excluded.expiry_month, excluded.expiry_year);
  if payment_method is distinct from coalesce(default_at_stripe, known) and not exists (
      select from private.stripe_calls waiting where waiting.account_id = home and waiting.kind = 'set_default_card' and waiting.done_at is null
        and waiting.gave_up_at is null and waiting.parameters ->> 'payment_method' = save_card.payment_method) then
    perform private.queue_stripe_call('set_default_card', home, jsonb_build_object('payment_method', save_card.payment_method), null);
  end if;
  -- Another card has not been refused, and what had stopped goes on. News of the card that is known already (they come several times, and late) are no reason.
  update private.invoice_charges charge set stopped_at = null, last_outcome = null
  from public.invoices invoice
  where invoice.id = charge.invoice_id and invoice.account_id = home and invoice.status = 'open' and payment_method is distinct from known
    and (charge.stopped_at is not null or charge.last_outcome is not null);
end
$$;

-- A customer without any card at Stripe has none here. Unknown customers are ignored, and so is what was looked up before what is known.
create function service.forget_card(customer text, read_at timestamptz) returns void language plpgsql security definer set search_path = '' as $$
declare
  home uuid;
begin
  select account_id into home from private.stripe_customers where stripe_customer_id = customer for no key update;
  if not found or not private.claim_read('card of ' || customer, forget_card.read_at) then
    return;
  end if;
  update private.stripe_customers set default_payment_method_id = null where account_id = home and default_payment_method_id is not null;
  delete from public.saved_cards where account_id = home;
end
$$;

-- The customer whose card is charged by this method, or null: a card that was taken away at Stripe does not say any more whose it was.
create function service.customer_of_card(payment_method text) returns text language sql stable security definer set search_path = '' as $$
  select stripe_customer_id from private.stripe_customers where default_payment_method_id = payment_method
$$;
create index stripe_customers_method on private.stripe_customers (default_payment_method_id) where default_payment_method_id is not null;

grant execute on function service.queue_card_page, service.save_card, service.forget_card, service.customer_of_card to service_role;
