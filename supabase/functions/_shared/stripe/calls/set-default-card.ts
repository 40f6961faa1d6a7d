import * as z from 'zod/mini';
import { readId } from '../mirror-invoice.ts';
import { defineCall, requireId } from './stripe-call.ts';

/** Makes a saved card the one Stripe shows and uses first. One that was taken away meanwhile is left; its own event chooses another. */
export const setDefaultCard = defineCall({
  parameters: z.object({ payment_method: z.string() }),
  run: async ({ stripe }, call) => {
    const customer = requireId(call.customer, 'customer of the company');
    const { payment_method: method } = call.parameters;
    const { customer: holder } = await stripe.paymentMethods.retrieve(method);
    if (readId(holder) !== customer) return { is_set: false };
    const settings = { invoice_settings: { default_payment_method: method } };
    await stripe.customers.update(customer, settings, { idempotencyKey: call.id });
    return { is_set: true };
  },
});
