import * as z from 'zod/mini';

// Apart from the requests of the function: the browser needs these alone, and no more of zod for them.

/** What an upgrade costs until `expires_at`; amounts in the smallest unit of `currency`, the term's price (`amount_minor`) and subtotal before tax. */
export const upgradeQuote = z.object({
  quote_id: z.uuid(),
  tier_code: z.string(),
  currency: z.string(),
  subtotal_minor: z.number(),
  tax_minor: z.number(),
  total_minor: z.number(),
  amount_minor: z.number(),
  /** ISO day. */
  term_ends_on: z.string(),
  /** ISO moment. */
  expires_at: z.string(),
});
export type UpgradeQuote = z.infer<typeof upgradeQuote>;

/** `is_new`: false when this quote was used before. */
export const upgradeAnswer = z.object({ tier_code: z.string(), is_new: z.boolean() });
