import Stripe from 'stripe';

/**
 * True when Stripe understood a request and will never accept it as it is. Everything else (no connection, 5xx, 429, a wrong key of ours) may
 * work later.
 */
export function isDefiniteRefusal(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError || error instanceof Stripe.errors.StripeCardError;
}

/** True when the object a request named does not exist. */
export function isMissing(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing';
}
