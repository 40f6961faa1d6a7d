import type Stripe from 'stripe';
import { brand } from '../../../../src/brand.ts';
import { isMissing } from './failures.ts';

/** Products this process has seen at Stripe; saves a request per membership. */
const known = new Set<string>();

/**
 * The product a tier is sold as, made when Stripe does not have it yet.
 * @returns its id: `cps_gold`
 */
export async function keepProduct(stripe: Stripe, tierCode: string): Promise<string> {
  const id = `cps_${tierCode}`;
  if (known.has(id)) return id;
  if (!(await exists(stripe, id))) {
    const name = `${brand.programme.abbreviation} ${tierCode.charAt(0).toUpperCase()}${tierCode.slice(1)}`;
    await stripe.products.create({ id, name, metadata: { tier_code: tierCode } }, { idempotencyKey: `product:${id}` });
  }
  known.add(id);
  return id;
}

async function exists(stripe: Stripe, id: string): Promise<boolean> {
  try {
    await stripe.products.retrieve(id);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
