-- Why: joining tells Stripe by rows of private.stripe_calls, written in the transaction that starts the membership (decision 6). Whoever starts one, Stripe
-- hears of it; whoever ends one before Stripe heard of it, Stripe never does.

-- What a company's customer at Stripe should look like; null without billing details.
create function private.customer_details(account uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('locale', company.locale, 'billing', to_jsonb(billing) - 'account_id' - 'updated_at')
  from public.accounts company join public.billing_profiles billing on billing.account_id = company.id where company.id = account
$$;

-- Queues what brings a company's customer at Stripe to its billing details of now: made when there is none, then its details, then its VAT number.
-- Whoever changes billing details of a company that Stripe knows calls this in that transaction.
create function private.queue_customer_details(account uuid, membership uuid default null) returns void language plpgsql security definer set search_path = '' as $$
declare
  details jsonb := private.customer_details(account);
  is_known boolean := exists (select from private.stripe_customers where account_id = account);
  creation private.stripe_calls;
  successor uuid;
begin
  if details is null then
    return;
  end if;
  if not is_known then
    successor := private.queue_stripe_call('create_customer', account, jsonb_build_object('email', details -> 'billing' ->> 'invoice_email'),
      'customer:' || account, membership);
    select * into creation from private.stripe_calls where id = successor;
    -- Refused for an earlier membership that was taken back: now with what is right, for this one.
    if creation.gave_up_at is not null then
      successor := private.renew_stripe_call(creation.id);
      update private.stripe_calls set membership_id = queue_customer_details.membership,
        parameters = jsonb_build_object('email', details -> 'billing' ->> 'invoice_email')
      where id = successor;
    end if;
  end if;
  perform private.queue_stripe_call('update_customer', account, details, null, membership);
  if is_known or details -> 'billing' ->> 'vat_id' is not null then
    perform private.queue_stripe_call('set_tax_id', account, jsonb_build_object('vat_id', details -> 'billing' -> 'vat_id'), null, membership);
  end if;
end
$$;

-- What a new subscription is made of, as it is decided when the membership starts.
create function private.subscription_details(membership uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('number', facts -> 'number', 'tier_code', facts -> 'tier_code', 'currency', facts -> 'currency', 'amount_minor', facts -> 'amount_minor',
    'renews', facts -> 'renews', 'days_until_due', facts -> 'days_until_due', 'term_months', facts -> 'term_months')
  from (select private.membership_order(membership) as facts) as known where facts is not null
$$;

-- Definer: members cannot write memberships, and whoever may shall not need rights on the outbox.
create function private.queue_membership_calls() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  details jsonb := private.subscription_details(new.id);
begin
  if details is not null and new.stripe_subscription_id is null and new.state <> 'ended' then
    perform private.queue_customer_details(new.account_id, new.id);
    perform private.queue_stripe_call('create_subscription', new.account_id, details, 'subscription:' || new.id, new.id);
  end if;
  return null;
end
$$;
create trigger queue_membership_calls after insert on public.memberships for each row execute function private.queue_membership_calls();

-- Definer for the same reason. A call that is under way at this moment ends as it ends: its effect is noted (attach_subscription) and shown to the desk.
create function private.withdraw_membership_calls() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update private.stripe_calls set gave_up_at = now(), leased_until = null, last_error = coalesce(last_error, 'The membership ended before.')
  where membership_id = new.id and done_at is null and gave_up_at is null;
  return null;
end
$$;
create trigger withdraw_membership_calls after update of state on public.memberships for each row
  when (new.state = 'ended' and old.state <> 'ended' and new.stripe_subscription_id is null) execute function private.withdraw_membership_calls();

-- Notes that Stripe knows the membership and sends the welcome mail, once. Errors: membership_not_found (also when it has another subscription).
create or replace function service.attach_subscription(membership uuid, customer text, subscription text) returns void
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
  if attached.state = 'ended' then
    return;
  end if;
  perform private.enqueue_mail('membership_started', account.email, account.locale,
    jsonb_build_object('company_name', account.company_name, 'contact_name', account.contact_name, 'number', attached.number,
      'former_number', private.membership_order(attached.id) ->> 'former_number', 'tier_code', attached.tier_code,
      'starts_on', attached.starts_on, 'ends_on', attached.ends_on, 'payment_method', attached.payment_method),
    'membership_started:' || attached.id, account.id)
  from public.accounts account where account.id = attached.account_id;
end
$$;

create function private.after_create_customer(call private.stripe_calls, result jsonb) returns void language sql set search_path = '' as $$
  select service.attach_customer(call.account_id, result ->> 'customer')
$$;
create function private.after_create_subscription(call private.stripe_calls, result jsonb) returns void language sql set search_path = '' as $$
  select service.attach_subscription(call.membership_id, (select stripe_customer_id from private.stripe_customers where account_id = call.account_id),
    result ->> 'subscription')
$$;

-- Takes back a membership Stripe definitely refused, before it had a subscription; what Stripe has not heard of it, it never will.
create or replace function service.undo_membership(membership uuid) returns void language sql security definer set search_path = '' as $$
  update public.memberships set state = 'ended', end_reason = 'refused' where id = membership and stripe_subscription_id is null and state <> 'ended'
$$;

-- What Stripe knows of a membership: 'known', 'refused' (a call without which there is no subscription was given up), 'waiting'.
create function service.membership_at_stripe(membership uuid) returns text language sql stable security definer set search_path = '' as $$
  select case
    when current.stripe_subscription_id is not null then 'known'
    when current.state = 'ended' or exists (
      select from private.stripe_calls made where made.membership_id = membership and made.gave_up_at is not null
        and made.kind in ('create_customer', 'update_customer', 'create_subscription')
        and not exists (select from private.stripe_calls successor where successor.replaces = made.id)) then 'refused'
    else 'waiting' end
  from public.memberships current where current.id = membership
$$;

-- Nobody looks for what is unfinished any more: the rows are what is unfinished.
drop function service.unfinished_memberships(integer);

-- A membership in the words of private.membership_order, for whoever reports about it.
create function service.describe_membership(membership uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select private.membership_order(membership)
$$;

grant execute on function service.membership_at_stripe, service.describe_membership to service_role;
