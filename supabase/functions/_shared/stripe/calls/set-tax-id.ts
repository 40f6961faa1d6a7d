import type Stripe from 'stripe';
import * as z from 'zod/mini';
import { isDefiniteRefusal, isMissing } from '../failures.ts';
import { describeTaxId, simplifyTaxId } from '../tax-id.ts';
import { defineCall, requireId } from './stripe-call.ts';

/**
 * Gives the customer the VAT number that was decided, in the place of another one; null takes it away. A number Stripe does not accept is a result
 * and blocks nothing: the one before stays, for it was good; without one the invoice carries the tax until the member corrects it.
 * Result: `{ tax_id, verification }`; `verification` is Stripe's word, `not_accepted` for a number it refused, null for none.
 */
export const setTaxId = defineCall({
  parameters: z.object({ vat_id: z.nullable(z.string()) }),
  run: async ({ stripe }, call) => {
    const customer = requireId(call.customer, 'customer of the company');
    const wanted = call.parameters.vat_id === null ? null : describeTaxId(call.parameters.vat_id);
    const { data: known } = await stripe.customers.listTaxIds(customer, { limit: 100 });
    let kept = known.find(({ value }) => wanted !== null && simplifyTaxId(value) === simplifyTaxId(wanted.value));
    let isRefused = false;
    if (wanted && !kept) {
      try {
        kept = await stripe.customers.createTaxId(customer, wanted, { idempotencyKey: call.id });
      } catch (error) {
        if (!isDefiniteRefusal(error)) throw error;
        isRefused = true;
      }
    }
    if (!isRefused) for (const other of known) if (other.id !== kept?.id) await deleteTaxId(stripe, customer, other.id);
    return {
      tax_id: kept?.id ?? null,
      verification: isRefused ? 'not_accepted' : (kept?.verification?.status ?? null),
    };
  },
});

/** One that is gone already is what was wanted. */
async function deleteTaxId(stripe: Stripe, customer: string, id: string): Promise<void> {
  try {
    await stripe.customers.deleteTaxId(customer, id);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
