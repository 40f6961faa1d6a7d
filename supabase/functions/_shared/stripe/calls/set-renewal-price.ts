import * as z from 'zod/mini';
import { keepProduct } from '../product.ts';
import { describePrice, hasPrice, requireItem } from '../term-price.ts';
import { defineCall, requireId } from './stripe-call.ts';

/**
 * Tier and price of the next cycle of a subscription. Nothing is prorated: the term that runs stays as it is (R8). Result: `{ tier_code, amount_minor }`.
 */
export const setRenewalPrice = defineCall({
  parameters: z.object({ tier_code: z.string(), currency: z.string(), amount_minor: z.int(), months: z.int() }),
  run: async ({ stripe }, call) => {
    const price = call.parameters;
    const subscription = await stripe.subscriptions.retrieve(
      requireId(call.subscription, 'subscription of the membership'),
    );
    const item = requireItem(subscription);
    if (!hasPrice(item, price)) {
      const product = await keepProduct(stripe, price.tier_code, call.id);
      await stripe.subscriptions.update(
        subscription.id,
        { items: [{ id: item.id, price_data: describePrice(price, product) }], proration_behavior: 'none' },
        { idempotencyKey: call.id },
      );
    }
    return { tier_code: price.tier_code, amount_minor: price.amount_minor };
  },
  find: async ({ stripe }, call) => {
    const price = call.parameters;
    const known = await stripe.subscriptions.retrieve(requireId(call.subscription, 'subscription of the membership'));
    return hasPrice(requireItem(known), price)
      ? { tier_code: price.tier_code, amount_minor: price.amount_minor }
      : undefined;
  },
});
