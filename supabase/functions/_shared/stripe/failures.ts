import Stripe from 'stripe';
import { CallRefused } from './calls/stripe-call.ts';

/**
 * True when Stripe understood a request and will never accept it as it is. Everything else (no connection, 5xx, 429, a wrong key of ours) may
 * work later.
 */
export function isDefiniteRefusal(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError ||
    error instanceof Stripe.errors.StripeCardError ||
    error instanceof CallRefused
  );
}

/**
 * True when repeating a request with its idempotency key brings nothing new: Stripe repeats the answer of a request it failed on with a 5xx as long as
 * it remembers the key, and refuses a key that came with other parameters (docs.stripe.com/api/idempotent_requests).
 */
export function isKeySpent(error: unknown): boolean {
  if (error instanceof Stripe.errors.StripeIdempotencyError) return error.code !== 'idempotency_key_in_use';
  return error instanceof Stripe.errors.StripeAPIError && (error.statusCode ?? 0) >= 500;
}

/** True when the object a request named does not exist. */
export function isMissing(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing';
}
