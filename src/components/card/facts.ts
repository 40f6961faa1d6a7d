import * as z from 'zod/mini';

const cardSchema = z.object({
  company_name: z.string(),
  number: z.string(),
  tier_code: z.string(),
  state: z.enum(['active', 'past_due', 'grace', 'suspended']),
  /** First and last day of the term, ISO 8601. */
  starts_on: z.string(),
  last_day: z.string(),
  /** Signed by the database; the public check page takes it (base64url). */
  token: z.string().check(z.regex(/^[\w-]{46}$/)),
});

/** What stands on a membership card. */
export type CardFacts = z.infer<typeof cardSchema>;

/** Parses the answer of `membership_card`; throws when it has another form. */
export function parseCard(answer: unknown): CardFacts {
  return z.parse(cardSchema, answer);
}
