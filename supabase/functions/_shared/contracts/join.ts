import * as z from 'zod/mini';
import { billingDetails } from './billing.ts';
import { webAddress } from './text.ts';

export const paymentMethods = ['card', 'bank_transfer'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

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

/**
 * Body of POST /functions/v1/invoicing, signed in: a page to save or change the card. Answers 200 `{ "checkoutUrl": … }`.
 * Errors: session_expired, not_allowed, membership_not_found, payment_service_unavailable.
 */
export const cardSetupRequest = z.object({
  action: z.literal('save_card'),
  accountId: z.uuid(),
  locale: z.string().check(z.regex(/^[a-z]{2}$/)),
});
export const cardSetupAnswer = z.object({ checkoutUrl: webAddress });
