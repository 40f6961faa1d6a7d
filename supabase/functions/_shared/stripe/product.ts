import Stripe from 'stripe';
import { brand } from '../../../../src/brand.ts';
import { isMissing } from './failures.ts';

/** Products this process has seen at Stripe; saves a request per membership. */
const knownProducts = new WeakMap<Stripe, Set<string>>();

/**
 * The product a tier is sold as, made when Stripe does not have it yet. `callId`: the call of the outbox that needs it.
 * @returns its id: `cps_gold`
 */
export async function keepProduct(stripe: Stripe, tierCode: string, callId: string): Promise<string> {
  const id = `cps_${tierCode}`;
  const known = knownProducts.get(stripe) ?? new Set();
  knownProducts.set(stripe, known);
  if (known.has(id)) return id;
  if (!(await exists(stripe, id))) {
    const name = `${brand.programme.abbreviation} ${tierCode.charAt(0).toUpperCase()}${tierCode.slice(1)}`;
    await createProduct(stripe, { id, name, metadata: { tier_code: tierCode } }, callId);
  }
  known.add(id);
  return id;
}

/** The key is the caller's own: a failure Stripe repeats for it must not stop everybody else. Somebody else may have been first. */
async function createProduct(stripe: Stripe, product: Stripe.ProductCreateParams, callId: string): Promise<void> {
  try {
    await stripe.products.create(product, { idempotencyKey: `${callId}:product` });
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_already_exists'))
      throw error;
  }
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
