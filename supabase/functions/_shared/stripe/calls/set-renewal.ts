import * as z from 'zod/mini';
import { defineCall, requireId } from './stripe-call.ts';

/** Whether a subscription goes on after its period (R12). The same when done twice. Result: `{ renews }`. */
export const setRenewal = defineCall({
  parameters: z.object({ renews: z.boolean() }),
  run: async ({ stripe }, call) => {
    const { renews } = call.parameters;
    const subscription = requireId(call.subscription, 'subscription of the membership');
    await stripe.subscriptions.update(subscription, { cancel_at_period_end: !renews }, { idempotencyKey: call.id });
    return { renews };
  },
  find: async ({ stripe }, call) => {
    const { renews } = call.parameters;
    const known = await stripe.subscriptions.retrieve(requireId(call.subscription, 'subscription of the membership'));
    return known.cancel_at_period_end === !renews ? { renews } : undefined;
  },
});
