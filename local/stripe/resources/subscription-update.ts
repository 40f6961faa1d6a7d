import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { refuse } from '../errors.ts';
import { emitEvent } from '../events.ts';
import { mergeMetadata } from '../metadata.ts';
import type { Collections } from '../store.ts';
import { scheduleTask } from '../tasks.ts';
import type { Wire } from '../wire.ts';
import { refuseMissingEmail } from './invoice-create.ts';
import { findOwnedMethod } from './payment-methods.ts';
import { changeItems } from './proration.ts';
import { billSubscription } from './subscription-invoice.ts';
import { applySubscriptionSettings } from './subscription-make.ts';
import { refuseUnsupported } from './unsupported.ts';

type Subscription = Collections['subscription'];
type Params = Wire<Stripe.SubscriptionUpdateParams>;

const unsupported = [
  'add_invoice_items',
  'billing_cycle_anchor',
  'billing_schedules',
  'billing_thresholds',
  'default_tax_rates',
  'discounts',
  'pause_collection',
  'pending_invoice_item_interval',
  'transfer_data',
  'trial_end',
];

/** Changes a subscription; a change of items is prorated as asked. */
export function updateSubscription(double: Double, subscription: Subscription, params: Params): Subscription {
  refuseUnsupported(params, unsupported);
  if (subscription.status === 'canceled') {
    const fixed = Object.keys(params).find((name) => !['metadata', 'cancellation_details', 'expand'].includes(name));
    if (fixed)
      refuse('A canceled subscription can only update its cancellation_details and metadata.', { param: fixed });
  }
  checkTerms(double, subscription, params);
  const previous = structuredClone(subscription);
  applyCancellation(double, subscription, params);
  if (params.collection_method) subscription.collection_method = params.collection_method;
  if (params.days_until_due !== undefined) subscription.days_until_due = params.days_until_due;
  if (subscription.collection_method !== 'send_invoice') subscription.days_until_due = null;
  if (params.description !== undefined) subscription.description = params.description || null;
  if (params.default_payment_method !== undefined) {
    subscription.default_payment_method = params.default_payment_method
      ? findOwnedMethod(double, subscription.customer, params.default_payment_method, 'default_payment_method').id
      : null;
  }
  if (params.automatic_tax) {
    subscription.automatic_tax.enabled = params.automatic_tax.enabled;
    subscription.automatic_tax.liability = params.automatic_tax.enabled ? { type: 'self' } : null;
  }
  subscription.metadata = mergeMetadata(subscription.metadata, params.metadata);
  subscription.payment_settings = applySubscriptionSettings(subscription.payment_settings, params.payment_settings);
  const behavior = params.proration_behavior ?? 'create_prorations';
  if (params.items) changeItems(double, subscription, params.items, behavior, params.proration_date);
  emitEvent(double, 'customer.subscription.updated', subscription, findChanges(previous, subscription));
  if (params.items && behavior === 'always_invoice') billSubscription(double, subscription, 'subscription_update');
  return subscription;
}

function checkTerms(double: Double, subscription: Subscription, params: Params): void {
  const method = params.collection_method ?? subscription.collection_method;
  const days = params.days_until_due ?? subscription.days_until_due;
  if (params.cancel_at !== undefined && params.cancel_at_period_end !== undefined) {
    refuse('You may only specify one of these parameters: cancel_at, cancel_at_period_end.', {
      code: 'parameters_exclusive',
    });
  }
  if (method !== 'send_invoice') {
    if (params.days_until_due === undefined) return;
    refuse('You can only set `days_until_due` if `collection_method` is `send_invoice`.', { param: 'days_until_due' });
  }
  if (days === null) {
    refuse('You must specify `days_until_due` when `collection_method` is `send_invoice`.', {
      code: 'parameter_missing',
      param: 'days_until_due',
    });
  }
  if (days < 0) refuse('Invalid non-negative integer', { code: 'parameter_invalid_integer', param: 'days_until_due' });
  if (!double.store.get('customer', subscription.customer)?.email) refuseMissingEmail();
}

function applyCancellation(double: Double, subscription: Subscription, params: Params): void {
  const end = subscription.items.data[0]?.current_period_end ?? double.clock.now();
  const details = params.cancellation_details;
  if (details) {
    const current = subscription.cancellation_details;
    subscription.cancellation_details = {
      comment: details.comment === undefined ? (current?.comment ?? null) : details.comment || null,
      feedback: details.feedback === undefined ? (current?.feedback ?? null) : details.feedback || null,
      feedback_option: current?.feedback_option ?? null,
      reason: current?.reason ?? null,
    };
  }
  if (params.cancel_at_period_end === undefined && params.cancel_at === undefined) return;
  const isPlanned = params.cancel_at_period_end === true || typeof params.cancel_at === 'number';
  subscription.cancel_at_period_end = params.cancel_at_period_end === true;
  subscription.cancel_at = typeof params.cancel_at === 'number' ? params.cancel_at : isPlanned ? end : null;
  subscription.canceled_at = isPlanned ? double.clock.now() : null;
  if (subscription.cancellation_details) {
    subscription.cancellation_details.reason = isPlanned ? 'cancellation_requested' : null;
  }
  scheduleTask(double, 'renew_subscription', subscription.id, Math.min(end, subscription.cancel_at ?? end));
}

function findChanges(before: Subscription, after: Subscription): Record<string, unknown> {
  const entries = Object.entries(before).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(after[name as keyof Subscription]),
  );
  return Object.fromEntries(entries);
}
