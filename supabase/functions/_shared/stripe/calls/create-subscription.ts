import type Stripe from 'stripe';
import * as z from 'zod/mini';
import { choosePaymentSettings } from '../payment-settings.ts';
import { keepProduct } from '../product.ts';
import { type CallToMake, defineCall, requireId } from './stripe-call.ts';

const parameters = z.object({
  number: z.string(),
  tier_code: z.string(),
  currency: z.string(),
  amount_minor: z.int(),
  renews: z.boolean(),
  days_until_due: z.int(),
  term_months: z.int(),
});

/**
 * The subscription of a membership. Its invoices are sent, due after some days, and never charged by Stripe itself: our job charges a saved card on
 * the due date. Result: `{ subscription }`.
 */
export const createSubscription = defineCall({
  parameters,
  run: async ({ stripe }, call) => {
    if (call.subscription) return { subscription: call.subscription };
    const customer = requireId(call.customer, 'customer of the company');
    const product = await keepProduct(stripe, call.parameters.tier_code, call.id);
    const created = await stripe.subscriptions.create(describeSubscription(customer, product, call), {
      idempotencyKey: call.id,
    });
    return { subscription: created.id };
  },
  find: async ({ stripe }, call) => {
    if (call.subscription) return { subscription: call.subscription };
    const customer = requireId(call.customer, 'customer of the company');
    for await (const { id, metadata } of stripe.subscriptions.list({ customer, status: 'all', limit: 100 })) {
      if (metadata.membership_id === call.membershipId) return { subscription: id };
    }
    return undefined;
  },
});

function describeSubscription(
  customer: string,
  product: string,
  { parameters: order, membershipId, accountId }: CallToMake<z.infer<typeof parameters>>,
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
    metadata: { membership_id: requireId(membershipId, 'membership'), account_id: accountId, number: order.number },
  };
}

function describeTerm(months: number): { interval: 'year' | 'month'; interval_count: number } {
  return months % 12 === 0
    ? { interval: 'year', interval_count: months / 12 }
    : { interval: 'month', interval_count: months };
}
