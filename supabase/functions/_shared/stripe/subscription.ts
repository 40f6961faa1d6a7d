import type Stripe from 'stripe';
import type { MembershipOrder } from './membership-order.ts';
import { choosePaymentSettings } from './payment-settings.ts';
import { keepProduct } from './product.ts';

/**
 * The subscription of a membership at Stripe, made when there is none. Its invoices are sent, due after some days, and never charged by
 * Stripe itself: our job charges a saved card on the due date.
 * @returns its id
 */
export async function keepSubscription(stripe: Stripe, customer: string, order: MembershipOrder): Promise<string> {
  if (order.stripe_subscription_id) return order.stripe_subscription_id;
  // Idempotency keys are forgotten after a day; the membership's id in the metadata is not.
  const existing = await findSubscription(stripe, customer, order.membership_id);
  if (existing) return existing;
  const product = await keepProduct(stripe, order.tier_code);
  const created = await stripe.subscriptions.create(describeSubscription(customer, product, order), {
    idempotencyKey: `subscription:${order.membership_id}`,
  });
  return created.id;
}

async function findSubscription(stripe: Stripe, customer: string, membershipId: string): Promise<string | undefined> {
  const { data } = await stripe.subscriptions.list({ customer, status: 'all', limit: 100 });
  return data.find(({ metadata }) => metadata.membership_id === membershipId)?.id;
}

function describeSubscription(
  customer: string,
  product: string,
  order: MembershipOrder,
): Stripe.SubscriptionCreateParams {
  return {
    customer,
    collection_method: 'send_invoice',
    days_until_due: order.days_until_due,
    items: [
      {
        price_data: {
          currency: order.currency.toLowerCase(),
          product,
          unit_amount: order.amount_minor,
          recurring: describeTerm(order.term_months),
          tax_behavior: 'exclusive',
        },
      },
    ],
    automatic_tax: { enabled: true },
    cancel_at_period_end: !order.renews,
    payment_settings: choosePaymentSettings(order.currency),
    metadata: { membership_id: order.membership_id, account_id: order.account_id, number: order.number },
  };
}

function describeTerm(months: number): { interval: 'year' | 'month'; interval_count: number } {
  return months % 12 === 0
    ? { interval: 'year', interval_count: months / 12 }
    : { interval: 'month', interval_count: months };
}
