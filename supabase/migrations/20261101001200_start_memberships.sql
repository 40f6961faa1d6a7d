-- Why: joining is one transaction here before Stripe hears of it (decision 3); these functions are its steps.

-- What Stripe needs to know of a membership, as one JSON object; used by joining and by the job that finishes it.
create function private.membership_order(membership uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'membership_id', m.id, 'account_id', m.account_id, 'number', m.number, 'tier_code', m.tier_code, 'currency', m.currency,
    'amount_minor', m.amount_minor, 'starts_on', m.starts_on, 'ends_on', m.ends_on, 'renews', m.renews, 'payment_method', m.payment_method,
    'stripe_subscription_id', m.stripe_subscription_id, 'stripe_customer_id', customer.stripe_customer_id,
    'days_until_due', settings.days_until_due, 'term_months', settings.term_months, 'locale', account.locale,
    'former_number', (select number from public.membership_numbers former
                      where former.account_id = m.account_id and former.number <> m.number order by former.issued_at desc limit 1),
    'has_saved_card', exists (select from public.saved_cards card where card.account_id = m.account_id),
    'billing', to_jsonb(billing) - 'account_id' - 'updated_at')
  from public.memberships m
  join public.accounts account on account.id = m.account_id
  join public.billing_profiles billing on billing.account_id = m.account_id
  cross join public.programme_settings settings
  left join private.stripe_customers customer on customer.account_id = m.account_id
  where m.id = membership
$$;

-- Starts a membership (S6 to S9): stores billing details, checks the tier, issues a number; active at once.
-- In: person, company, tier code, 'card' or 'bank_transfer', renewal, billing details (columns of billing_profiles).
-- Out: membership_order plus is_new. Asking again for the same tier answers the same membership (a second click).
-- Errors: not_allowed, not_invited, tier_not_offered, membership_exists, price_missing.
create function service.start_membership(
  person uuid, for_account uuid, tier text, pay_by text, renew boolean, billing jsonb)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  account record;
  existing public.memberships;
  price integer;
  months integer;
  number_to_use text;
  started uuid;
begin
  select a.*, c.currency, (now() at time zone c.time_zone)::date as today into account from public.accounts a
  join public.countries c on c.code = a.country
  join public.account_members m on m.account_id = a.id and m.user_id = person and m.role in ('owner', 'billing')
  where a.id = for_account for no key update of a;
  if not found then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
  select * into existing from public.memberships where account_id = for_account and state <> 'ended';
  if found then
    if existing.tier_code = tier and existing.created_at > now() - interval '1 hour' then
      return private.membership_order(existing.id) || jsonb_build_object('is_new', false);
    end if;
    raise sqlstate 'PT409' using message = 'membership_exists';
  end if;
  if not exists (select from public.invitations where account_id = for_account) then
    raise sqlstate 'PT409' using message = 'not_invited';
  end if;
  if not exists (select from public.tiers where code = tier) then
    raise sqlstate 'PT422' using message = 'tier_not_offered';
  end if;
  price := private.tier_price(tier, account.currency, account.today);
  if price is null then
    raise sqlstate 'PT409' using message = 'price_missing';
  end if;

  insert into public.billing_profiles (account_id, legal_name, address_line1, address_line2, postal_code, city, country, vat_id, invoice_email, reference)
  select for_account, d.legal_name, d.address_line1, d.address_line2, d.postal_code, d.city, d.country, d.vat_id, lower(d.invoice_email), d.reference
  from jsonb_populate_record(null::public.billing_profiles, billing) d
  on conflict (account_id) do update set
    legal_name = excluded.legal_name, address_line1 = excluded.address_line1, address_line2 = excluded.address_line2, postal_code = excluded.postal_code,
    city = excluded.city, country = excluded.country, vat_id = excluded.vat_id, invoice_email = excluded.invoice_email, reference = excluded.reference,
    updated_at = now();

  -- A number whose membership Stripe refused was never used: it is taken again.
  select m.number into number_to_use from public.memberships m
  where m.account_id = for_account and m.end_reason = 'refused'
    and not exists (select from public.memberships used where used.number = m.number and used.end_reason is distinct from 'refused')
  order by m.created_at desc limit 1;
  select term_months into months from public.programme_settings;
  insert into public.memberships (account_id, number, tier_code, currency, amount_minor, starts_on, ends_on, renews, payment_method)
  values (for_account, coalesce(number_to_use, private.issue_membership_number(for_account)), tier, account.currency, price,
          account.today, (account.today + make_interval(months => months))::date, renew, pay_by)
  returning id into started;
  return private.membership_order(started) || jsonb_build_object('is_new', true);
end
$$;

-- Notes that Stripe knows the membership and sends the welcome mail, once. Errors: membership_not_found (also when it has another subscription).
create function service.attach_subscription(membership uuid, customer text, subscription text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  attached public.memberships;
begin
  update public.memberships set stripe_subscription_id = subscription
  where id = membership and (stripe_subscription_id is null or stripe_subscription_id = subscription) returning * into attached;
  if not found then
    raise sqlstate 'PT404' using message = 'membership_not_found', detail = 'No such membership, or it has another subscription.';
  end if;
  insert into private.stripe_customers (account_id, stripe_customer_id) values (attached.account_id, customer)
  on conflict (account_id) do nothing;
  perform private.enqueue_mail('membership_started', account.email, account.locale,
    jsonb_build_object('company_name', account.company_name, 'contact_name', account.contact_name, 'number', attached.number,
      'former_number', private.membership_order(attached.id) ->> 'former_number', 'tier_code', attached.tier_code,
      'starts_on', attached.starts_on, 'ends_on', attached.ends_on, 'payment_method', attached.payment_method),
    'membership_started:' || attached.id, account.id)
  from public.accounts account where account.id = attached.account_id;
end
$$;

-- Remembers the Stripe customer of a company before a subscription exists. Out: the customer that counts.
create function service.attach_customer(for_account uuid, customer text) returns text language sql security definer set search_path = '' as $$
  insert into private.stripe_customers as known (account_id, stripe_customer_id) values (for_account, customer)
  on conflict (account_id) do update set stripe_customer_id = known.stripe_customer_id
  returning stripe_customer_id
$$;

-- Takes back a membership Stripe definitely refused, before it had a subscription.
create function service.undo_membership(membership uuid) returns void language sql security definer set search_path = '' as $$
  update public.memberships set state = 'ended', end_reason = 'refused' where id = membership and stripe_subscription_id is null and state <> 'ended'
$$;

-- Memberships older than a minute that Stripe does not know yet, oldest first.
create function service.unfinished_memberships(max integer) returns setof jsonb language sql stable security definer set search_path = '' as $$
  select private.membership_order(id) from public.memberships
  where stripe_subscription_id is null and state <> 'ended' and created_at < now() - interval '1 minute'
  order by created_at limit max
$$;

-- The current membership of a company for a person who may handle its money. Errors: not_allowed, membership_not_found.
create function service.current_membership(person uuid, for_account uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  membership uuid;
begin
  if not exists (select from public.account_members where account_id = for_account and user_id = person and role in ('owner', 'billing')) then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
  select id into membership from public.memberships where account_id = for_account and state <> 'ended';
  if not found then
    raise sqlstate 'PT404' using message = 'membership_not_found';
  end if;
  return private.membership_order(membership);
end
$$;

grant execute on function service.start_membership, service.attach_subscription, service.attach_customer, service.undo_membership,
  service.unfinished_memberships, service.current_membership to service_role;
