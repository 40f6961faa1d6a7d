import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { refuse } from '../errors.ts';
import { emitEvent } from '../events.ts';
import { makeId } from '../identifiers.ts';
import type { Collections } from '../store.ts';
import { scheduleTask } from '../tasks.ts';
import type { Wire } from '../wire.ts';
import { checkSameCurrency } from './amounts.ts';
import { findCustomer, readCountry } from './find.ts';
import { refuseMissingEmail } from './invoice-create.ts';
import { addIntervals } from './periods.ts';
import { billSubscription } from './subscription-invoice.ts';
import { makeItem, readItemPrice } from './subscription-items.ts';
import { makeSubscription } from './subscription-make.ts';
import { refuseUnsupported } from './unsupported.ts';

type Subscription = Collections['subscription'];
type Params = Wire<Stripe.SubscriptionCreateParams>;

const unsupported = [
  'add_invoice_items',
  'backdate_start_date',
  'billing_cycle_anchor',
  'billing_cycle_anchor_config',
  'billing_schedules',
  'billing_thresholds',
  'default_tax_rates',
  'discounts',
  'pending_invoice_item_interval',
  'transfer_data',
  'trial_end',
  'trial_period_days',
];

/** Starts a subscription and bills its first period: a draft at once when invoices are sent, a charge otherwise. */
export function createSubscription(double: Double, params: Params): Subscription {
  refuseUnsupported(params, unsupported);
  if (!params.customer) refuse('Missing required param: customer.', { code: 'parameter_missing', param: 'customer' });
  if (!params.items?.[0]) refuse('Missing required param: items.', { code: 'parameter_missing', param: 'items' });
  const customer = findCustomer(double, params.customer, 'customer');
  checkCollection(double, customer, params);
  const prices = params.items.map((item, index) => readItemPrice(double, item, `items[${index}]`));
  const [first] = prices;
  if (!first?.recurring) throw new Error('A checked price is recurring');
  for (const price of prices) checkItem(price, first, customer);
  const now = double.clock.now();
  const subscription = makeSubscription({ id: makeId('sub', 24), now, customer, currency: first.currency, params });
  const end = addIntervals(
    now,
    { interval: first.recurring.interval, interval_count: first.recurring.interval_count },
    1,
  );
  subscription.items.data = params.items.map((sent, index) =>
    makeItem(double, { subscription: subscription.id, price: prices[index] ?? first, sent, start: now, end }),
  );
  if (params.cancel_at_period_end) {
    subscription.cancel_at_period_end = true;
    subscription.cancel_at = end;
    subscription.canceled_at = now;
  }
  customer.currency = first.currency;
  double.store.put('subscription', subscription);
  scheduleTask(double, 'renew_subscription', subscription.id, Math.min(end, subscription.cancel_at ?? end));
  emitEvent(double, 'customer.subscription.created', subscription);
  billSubscription(double, subscription, 'subscription_create');
  return subscription;
}

function checkCollection(double: Double, customer: Collections['customer'], params: Params): void {
  const isSent = params.collection_method === 'send_invoice';
  if (params.days_until_due !== undefined && !isSent) {
    refuse('You can only set `days_until_due` if `collection_method` is `send_invoice`.', { param: 'days_until_due' });
  }
  if (isSent && params.days_until_due === undefined) {
    refuse('You must specify `days_until_due` when `collection_method` is `send_invoice`.', {
      code: 'parameter_missing',
      param: 'days_until_due',
    });
  }
  if ((params.days_until_due ?? 0) < 0) {
    refuse('Invalid non-negative integer', { code: 'parameter_invalid_integer', param: 'days_until_due' });
  }
  if (isSent && !customer.email) refuseMissingEmail();
  const method = params.default_payment_method;
  if (method && double.store.get('payment_method', method)?.customer !== customer.id) {
    refuse(`No such PaymentMethod: '${method}'; it must be attached to the customer first.`, {
      code: 'resource_missing',
      param: 'default_payment_method',
    });
  }
  if (!isSent && !method && !customer.invoice_settings.default_payment_method) {
    refuse(
      'This customer has no attached payment source or default payment method. Please consider adding a default payment method.',
      { code: 'resource_missing' },
    );
  }
  if (params.automatic_tax?.enabled && !readCountry(customer)) {
    refuse(
      "The customer's location isn't recognized. Set a valid customer address in order to automatically calculate tax.",
      { code: 'customer_tax_location_invalid', param: 'customer[address]' },
    );
  }
}

function checkItem(price: Collections['price'], first: Collections['price'], customer: Collections['customer']): void {
  checkSameCurrency(customer.currency, price.currency);
  if (price.currency !== first.currency) refuse('All items must have the same currency.', { param: 'items' });
  const isSameInterval =
    price.recurring?.interval === first.recurring?.interval &&
    price.recurring?.interval_count === first.recurring?.interval_count;
  if (!isSameInterval) refuse('The double bills items of one interval only.', { param: 'items' });
}
