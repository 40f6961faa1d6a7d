import type Stripe from 'stripe';
import { logFailure } from '../log.ts';

/**
 * Gives the customer the VAT number of the form, in the place of another one. A number Stripe does not accept never blocks joining: the
 * invoice then carries the tax, and support can correct it.
 */
export async function keepTaxId(stripe: Stripe, customer: string, vatId: string | null): Promise<void> {
  try {
    const wanted = vatId === null ? null : describeTaxId(vatId);
    const { data: known } = await stripe.customers.listTaxIds(customer, { limit: 10 });
    if (wanted && !known.some(({ value }) => simplify(value) === simplify(wanted.value))) {
      await stripe.customers.createTaxId(customer, wanted);
    }
    for (const other of known) {
      if (!wanted || simplify(other.value) !== simplify(wanted.value))
        await stripe.customers.deleteTaxId(customer, other.id);
    }
  } catch (error) {
    logFailure(`tax id of ${customer}`, error);
  }
}

/** Type and form of a VAT number as Stripe wants it (docs.stripe.com/billing/customer/tax-ids); in: the number without separators. */
export function describeTaxId(vatId: string): { type: 'eu_vat' | 'gb_vat' | 'ch_vat' | 'no_vat'; value: string } {
  const prefix = vatId.slice(0, 2);
  if (prefix === 'GB') return { type: 'gb_vat', value: vatId };
  if (prefix === 'NO') return { type: 'no_vat', value: vatId.slice(2) };
  const swiss = /^CHE(\d{3})(\d{3})(\d{3})(MWST|TVA|IVA)?$/.exec(vatId);
  if (swiss) return { type: 'ch_vat', value: `CHE-${swiss[1]}.${swiss[2]}.${swiss[3]} ${swiss[4] ?? 'MWST'}` };
  return { type: 'eu_vat', value: vatId };
}

function simplify(value: string): string {
  return value.replace(/[^A-Z0-9]/gi, '').toUpperCase();
}
