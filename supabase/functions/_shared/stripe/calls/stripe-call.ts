import type * as z from 'zod/mini';
import type { CallTools } from '../stripe-tools.ts';

/** A call to Stripe as it lies in the outbox (`private.stripe_calls`); ids at Stripe are null while they are not known. */
export interface CallToMake<Parameters> {
  /** Idempotency key: `{ idempotencyKey: call.id }` goes with every write. */
  id: string;
  accountId: string;
  membershipId: string | null;
  invoiceId: string | null;
  parameters: Parameters;
  /** The company's customer at Stripe. */
  customer: string | null;
  /** The subscription of `membershipId`. */
  subscription: string | null;
  /** Stripe's id of `invoiceId`. */
  invoice: string | null;
  /** When it was taken from the outbox: what is read at Stripe for it is at least as new. ISO 8601, the database's clock. */
  leasedAt: string;
}

/** What came of a call: kept in the outbox and handed to `private.after_<kind>`. */
export type CallResult = Record<string, unknown>;

/** One kind of call to Stripe. */
export interface StripeCall<Schema extends z.ZodMiniType = z.ZodMiniType> {
  /** What the row must hold. */
  parameters: Schema;
  /**
   * Makes the call. May be repeated after a crash at any point: every write carries `call.id` as idempotency key, or is the same when done twice.
   * Throws Stripe's errors as they are; a refusal that will never change is one of `isDefiniteRefusal` or a `CallRefused`.
   */
  run(tools: CallTools, call: CallToMake<z.infer<Schema>>): Promise<CallResult>;
  /**
   * Looks at Stripe whether the call took effect, when its key cannot tell any more (after a 5xx, or when Stripe has forgotten the key).
   * Undefined when it did not; it is then made with a new key. Kinds without it may simply be made again.
   */
  find?(tools: CallTools, call: CallToMake<z.infer<Schema>>): Promise<CallResult | undefined>;
}

/** Declares a kind of call; the parameters of `run` and `find` follow from the schema. */
export function defineCall<Schema extends z.ZodMiniType>(call: StripeCall<Schema>): StripeCall {
  return call as unknown as StripeCall;
}

/** A call that can never be made, and why. */
export class CallRefused extends Error {}

/** The id a call needs at Stripe. Throws `CallRefused` when it is not known. */
export function requireId(id: string | null, what: string): string {
  if (id === null) throw new CallRefused(`Stripe knows no ${what}`);
  return id;
}
