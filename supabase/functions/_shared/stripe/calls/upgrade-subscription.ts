import * as z from 'zod/mini';
import { keepProduct } from '../product.ts';
import { describePrice, hasPrice, requireItem } from '../term-price.ts';
import { defineCall, requireId } from './stripe-call.ts';

/**
 * A higher tier at once (R9): credits what is left of the term at the old price, bills it at the new one and invoices the difference. The moment is
 * that of the quote, so the invoice is what was quoted. Result: `{ tier_code }`.
 */
export const upgradeSubscription = defineCall({
  parameters: z.object({
    tier_code: z.string(),
    currency: z.string(),
    amount_minor: z.int(),
    months: z.int(),
    /** Unix seconds. */
    proration_date: z.int(),
  }),
  run: async ({ stripe }, call) => {
    const price = call.parameters;
    const subscription = await stripe.subscriptions.retrieve(
      requireId(call.subscription, 'subscription of the membership'),
    );
    const product = await keepProduct(stripe, price.tier_code, call.id);
    // Made again after a lost answer, the same key brings the answer that was lost; the item keeps its id.
    await stripe.subscriptions.update(
      subscription.id,
      {
        items: [{ id: requireItem(subscription).id, price_data: describePrice(price, product) }],
        proration_behavior: 'always_invoice',
        proration_date: price.proration_date,
      },
      { idempotencyKey: call.id },
    );
    return { tier_code: price.tier_code };
  },
  find: async ({ stripe }, call) => {
    const price = call.parameters;
    const known = await stripe.subscriptions.retrieve(requireId(call.subscription, 'subscription of the membership'));
    return hasPrice(requireItem(known), price) ? { tier_code: price.tier_code } : undefined;
  },
});
