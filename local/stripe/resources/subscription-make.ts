import type Stripe from 'stripe';
import { wrapList } from '../list.ts';
import { mergeMetadata } from '../metadata.ts';
import type { Collections } from '../store.ts';
import type { Wire } from '../wire.ts';
import { applyPaymentSettings } from './payment-settings.ts';

type Subscription = Collections['subscription'];

interface SubscriptionParts {
  id: string;
  now: number;
  customer: Collections['customer'];
  currency: string;
  params: Wire<Stripe.SubscriptionCreateParams>;
}

/** Builds a subscription without items. Times are Unix seconds. */
export function makeSubscription({ id, now, customer, currency, params }: SubscriptionParts): Subscription {
  const hasTax = params.automatic_tax?.enabled ?? false;
  return {
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: hasTax, liability: hasTax ? { type: 'self' } : null },
    billing_cycle_anchor: now,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: typeof params.cancel_at === 'number' ? params.cancel_at : null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: params.collection_method ?? 'charge_automatically',
    created: now,
    currency,
    customer: customer.id,
    customer_account: null,
    days_until_due: params.days_until_due ?? null,
    default_payment_method: params.default_payment_method ?? null,
    default_source: null,
    default_tax_rates: [],
    description: params.description ?? null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    items: wrapList([], `/v1/subscription_items?subscription=${id}`),
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: mergeMetadata({}, params.metadata),
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: applySubscriptionSettings(null, params.payment_settings),
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: now,
    status: 'active',
    test_clock: null,
    transfer_data: null,
    trial_end: null,
    trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' } },
    trial_start: null,
  };
}

/** Applies sent payment settings to a subscription's. */
export function applySubscriptionSettings(
  current: Subscription['payment_settings'],
  sent: (Parameters<typeof applyPaymentSettings>[1] & { save_default_payment_method?: string | undefined }) | undefined,
): Subscription['payment_settings'] {
  const merged = applyPaymentSettings(
    {
      default_mandate: null,
      payment_method_options: (current?.payment_method_options ??
        null) as Collections['invoice']['payment_settings']['payment_method_options'],
      payment_method_types: current?.payment_method_types ?? null,
    },
    sent,
  );
  return {
    payment_method_options: merged.payment_method_options as NonNullable<
      Subscription['payment_settings']
    >['payment_method_options'],
    payment_method_types: merged.payment_method_types,
    save_default_payment_method: sent?.save_default_payment_method ?? current?.save_default_payment_method ?? 'off',
  };
}
