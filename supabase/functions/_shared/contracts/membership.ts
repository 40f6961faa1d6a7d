import * as z from 'zod/mini';

const accountId = z.uuid();

/**
 * Body of POST /functions/v1/membership, signed in (R9): asks what a higher tier costs for the rest of the term, or takes it by such a quote. Answers 200
 * `upgradeQuote` or `upgradeAnswer`. Errors: session_expired, not_allowed, invalid_input, membership_not_found, membership_suspended, tier_not_offered,
 * tier_locked, price_missing, quote_expired, payment_service_unavailable.
 * Example: `{ "action": "quote", "accountId": "…", "tier": "gold" }`.
 */
export const membershipRequest = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('quote'),
    accountId,
    tier: z.string().check(z.regex(/^[a-z][a-z_]{1,29}$/)),
  }),
  z.object({ action: z.literal('upgrade'), accountId, quoteId: z.uuid() }),
]);

/** What an upgrade costs until `expires_at`; amounts in the smallest unit of `currency`, the term's price (`amount_minor`) and subtotal before tax. */
export const upgradeQuote = z.object({
  quote_id: z.uuid(),
  tier_code: z.string(),
  currency: z.string(),
  subtotal_minor: z.int(),
  tax_minor: z.int(),
  total_minor: z.int(),
  amount_minor: z.int(),
  /** ISO day. */
  term_ends_on: z.string(),
  /** ISO moment. */
  expires_at: z.string(),
});
export type UpgradeQuote = z.infer<typeof upgradeQuote>;

/** `is_new`: false when this quote was used before. */
export const upgradeAnswer = z.object({ tier_code: z.string(), is_new: z.boolean() });
