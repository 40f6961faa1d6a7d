import type Stripe from 'stripe';

/** Rates this process has seen, in per cent by id; Stripe never changes the rate of one. */
const known = new Map<string, number>();

/**
 * Looks up tax rates by their ids.
 * @returns per cent by id
 */
export async function readTaxRates(stripe: Stripe, ids: Iterable<string>): Promise<ReadonlyMap<string, number>> {
  for (const id of new Set(ids)) {
    if (known.has(id)) continue;
    const { effective_percentage: effective, percentage } = await stripe.taxRates.retrieve(id);
    known.set(id, effective ?? percentage);
  }
  return known;
}
