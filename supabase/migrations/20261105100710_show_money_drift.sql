-- Why: what the nightly comparison and the outbox cannot settle by themselves, people must see with what to do about it.

create view support.money_drift with (security_invoker = on) as
select 'call_given_up' as kind, call.account_id, call.id::text as subject, call.kind || ' at Stripe' as expected, coalesce(call.last_error, 'given up') as found,
       'Stripe refused this for good. Correct what the message names, then support.retry_stripe_call (docs/support-handbook.md, case 32); a subscription is asked for again in the night by itself.' as what_to_do
from private.stripe_calls call
where call.gave_up_at is not null and call.kind <> 'open_card_page'
  and not exists (select from private.stripe_calls successor where successor.replaces = call.id)
  -- Settled since: the same was done later, or nobody wants it any more.
  and not exists (select from private.stripe_calls later where later.account_id = call.account_id and later.kind = call.kind and later.call_number > call.call_number and later.done_at is not null)
  and not exists (select from public.memberships ended where ended.id = call.membership_id and ended.state = 'ended')
union all
select 'call_waiting', call.account_id, call.id::text, call.kind || ' at Stripe within a day', coalesce(call.last_error, 'not tried yet'),
       'Is Stripe down (status.stripe.com), or does the job not run? Otherwise show the message to the developers: later calls of this company wait for this one.'
from private.stripe_calls call
where call.done_at is null and call.gave_up_at is null and call.created_at < now() - interval '1 day'
union all
select 'event_failed', null, event.id, event.type || ' processed', coalesce(event.last_error, 'not tried yet'),
       'Show it to the developers: what Stripe told us with this event is not known here yet.'
from private.stripe_events event
where event.processed_at is null and event.received_at < now() - interval '6 hours'
union all
select 'invoice_differs', customer.account_id, difference.stripe_invoice_id, difference.expected, difference.found,
       'Stripe''s invoice counts. Show it to the developers: it should have been mirrored.'
from private.invoice_differences difference left join private.stripe_customers customer on customer.stripe_customer_id = difference.stripe_customer_id
union all
select 'subscription_without_membership', customer.account_id, known.stripe_subscription_id, 'a current membership', coalesce(membership.state::text, 'none'),
       'Cancel the subscription at Stripe: it would send invoices for nothing.'
from private.stripe_subscriptions known
left join private.stripe_customers customer on customer.stripe_customer_id = known.stripe_customer_id
left join public.memberships membership on membership.stripe_subscription_id = known.stripe_subscription_id
where known.status not in ('canceled', 'incomplete_expired') and (membership.id is null or membership.state = 'ended')
  -- Just cancelled or just made: its call or its event is on the way.
  and not exists (select from private.stripe_calls making where making.account_id = customer.account_id and making.done_at is null and making.gave_up_at is null)
union all
select 'subscription_cancelled', membership.account_id, membership.id::text, 'a running subscription', known.status,
       'It was cancelled at Stripe by hand. End the membership here, or have the developers make a new subscription.'
from public.memberships membership
join private.stripe_subscriptions known on known.stripe_subscription_id = membership.stripe_subscription_id and known.status in ('canceled', 'incomplete_expired')
where membership.state <> 'ended' and membership.ends_on > current_date
union all
select 'reconciliation_late', null, run.day::text, 'a comparison with Stripe each night', run.step, 'Does the job run? Show the log of jobs, task reconcile, to the developers.'
from private.reconciliations run where run.finished_at is null and run.began_at < now() - interval '1 day'
  and not exists (select from private.reconciliations later where later.day > run.day);
comment on view support.money_drift is 'Where money here and at Stripe differ and nothing repairs it by itself: always empty. One row a finding, with what to do.';
comment on column support.money_drift.kind is 'What differs.';
comment on column support.money_drift.account_id is 'The company it concerns, where that is known.';
comment on column support.money_drift.subject is 'Id of the call, event, invoice, subscription or membership.';
comment on column support.money_drift.expected is 'What should be there.';
comment on column support.money_drift.found is 'What is there.';
comment on column support.money_drift.what_to_do is 'What to do about it.';
