import * as z from 'zod/mini';

const accountId = z.uuid();

/**
 * Body of POST /functions/v1/membership, signed in (R9): asks what a higher tier costs for the rest of the term, or takes it by such a quote. Answers 200
 * `upgradeQuote` or `upgradeAnswer` (upgrade.ts). Errors: session_expired, not_allowed, invalid_input, membership_not_found, membership_suspended, tier_not_offered,
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
