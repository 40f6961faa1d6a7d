import * as z from 'zod/mini';
import { defineCall } from './stripe-call.ts';

/**
 * Makes the company's customer, with nothing but its address for invoices: `update_customer` follows. The address is what it is found by when the
 * answer was lost.
 */
export const createCustomer = defineCall({
  parameters: z.object({ email: z.string() }),
  run: async ({ stripe }, call) => {
    if (call.customer) return { customer: call.customer };
    const { email } = call.parameters;
    const metadata = { account_id: call.accountId };
    const created = await stripe.customers.create({ email, metadata }, { idempotencyKey: call.id });
    return { customer: created.id };
  },
  find: async ({ stripe }, call) => {
    const known = stripe.customers.list({ email: call.parameters.email, limit: 100 });
    for await (const { id, metadata } of known) {
      if (metadata.account_id === call.accountId) return { customer: id };
    }
    return undefined;
  },
});
