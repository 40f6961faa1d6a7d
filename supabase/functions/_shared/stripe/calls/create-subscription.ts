import type Stripe from 'stripe';
import * as z from 'zod/mini';
import { choosePaymentSettings } from '../payment-settings.ts';
import { keepProduct } from '../product.ts';
import { describePrice } from '../term-price.ts';
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
    items: [{ price_data: describePrice({ ...order, months: order.term_months }, product) }],
    automatic_tax: { enabled: true },
    cancel_at_period_end: !order.renews,
    payment_settings: choosePaymentSettings(order.currency),
    metadata: { membership_id: requireId(membershipId, 'membership'), account_id: accountId, number: order.number },
  };
}
