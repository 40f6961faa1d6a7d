import type Stripe from 'stripe';
import { isMissing } from './failures.ts';

/** Rates this process has seen, in per cent by id; Stripe never changes the rate of one. */
const known = new Map<string, number>();

/**
 * Looks up tax rates by their ids. One that is not kept (of a preview) is left out.
 * @returns per cent by id
 */
export async function readTaxRates(stripe: Stripe, ids: Iterable<string>): Promise<ReadonlyMap<string, number>> {
  for (const id of new Set(ids)) {
    if (known.has(id)) continue;
    try {
      const { effective_percentage: effective, percentage } = await stripe.taxRates.retrieve(id);
      known.set(id, effective ?? percentage);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
  return known;
}
