import * as z from 'zod/mini';
import { isMissing } from '../failures.ts';
import type { StripeTools } from '../stripe-tools.ts';
import { defineCall, requireId } from './stripe-call.ts';

/**
 * Ends the subscription of a membership that ended: nothing is billed or credited any more; open invoices stay (late money finds them). One that Stripe
 * ended itself is as good. Result: `{ status }`.
 */
export const cancelSubscription = defineCall({
  parameters: z.object({}),
  run: async (tools, call) => {
    const subscription = requireId(call.subscription, 'subscription of the membership');
    try {
      const ended = await tools.stripe.subscriptions.cancel(
        subscription,
        { invoice_now: false, prorate: false },
        { idempotencyKey: call.id },
      );
      return { status: ended.status };
    } catch (error) {
      // Stripe says "no such subscription" of one that is over.
      if (!isMissing(error)) throw error;
      const known = await findEnded(tools, subscription);
      if (!known) throw error;
      return known;
    }
  },
  find: (tools, call) => findEnded(tools, requireId(call.subscription, 'subscription of the membership')),
});

async function findEnded({ stripe }: StripeTools, id: string): Promise<{ status: string } | undefined> {
  const { status } = await stripe.subscriptions.retrieve(id);
  return status === 'canceled' ? { status } : undefined;
}
