import Stripe from 'stripe';

/** Waits for a call to be refused and answers the official client's error; fails when the call succeeds. */
export async function readRefusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('The call was expected to be refused');
}
