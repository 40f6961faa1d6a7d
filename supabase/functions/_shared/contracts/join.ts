import * as z from 'zod/mini';
import { billingDetails } from './billing.ts';
import { paymentMethods } from './payment-methods.ts';
import { webAddress } from './text.ts';

/**
 * Body of POST /functions/v1/tiers, signed in (S6 to S9): joins CPS on a tier.
 * Answers 200 `joinAnswer`. Errors: session_expired, not_allowed, invalid_input, not_invited, tier_not_offered, membership_exists,
 * price_missing, billing_refused, payment_service_unavailable is never answered: the membership is active and jobs finish the rest.
 */
export const joinRequest = z.object({
  accountId: z.uuid(),
  tier: z.string().check(z.regex(/^[a-z][a-z_]{1,29}$/)),
  paymentMethod: z.enum(paymentMethods),
  renews: z.boolean(),
  billing: billingDetails,
  locale: z.string().check(z.regex(/^[a-z]{2}$/)),
});
export type JoinRequest = z.infer<typeof joinRequest>;

/** `checkoutUrl`: hosted page that saves the card (S8), null for bank transfer or when Stripe could not be reached. */
export const joinAnswer = z.object({
  membershipNumber: z.string(),
  formerNumber: z.nullable(z.string()),
  checkoutUrl: z.nullable(webAddress),
});
export type JoinAnswer = z.infer<typeof joinAnswer>;
