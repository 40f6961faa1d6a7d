import * as z from 'zod/mini';
import { paymentMethods } from '../../../supabase/functions/_shared/contracts/join.ts';

const membership = z.object({
  number: z.string(),
  tier_code: z.string(),
  state: z.enum(['active', 'past_due', 'grace', 'suspended', 'ended']),
  starts_on: z.string(),
  ends_on: z.string(),
  renews: z.boolean(),
  payment_method: z.enum(paymentMethods),
  end_reason: z.nullable(z.string()),
});
export type Membership = z.infer<typeof membership>;

const savedCard = z.object({
  brand: z.string(),
  last4: z.string(),
  expiry_month: z.number(),
  expiry_year: z.number(),
  saved_at: z.string(),
});
export type SavedCard = z.infer<typeof savedCard>;

const latestInvoice = z.object({
  number: z.nullable(z.string()),
  status: z.enum(['open', 'uncollectible', 'void', 'paid']),
  currency: z.string(),
  /** With tax, in the smallest unit of `currency`. */
  total_minor: z.number(),
  /** ISO days; null until it happened. */
  issued_on: z.nullable(z.string()),
  due_on: z.nullable(z.string()),
  paid_on: z.nullable(z.string()),
  hosted_url: z.nullable(z.string()),
});
export type LatestInvoice = z.infer<typeof latestInvoice>;

const termSettings = z.object({ term_months: z.number(), days_until_due: z.number() });

/** What the membership page reads, parsed at the door; newest first. */
export const membershipFacts = z.object({
  memberships: z.array(membership),
  numbers: z.array(z.object({ number: z.string(), issued_at: z.string() })),
  card: z.nullable(savedCard),
  invoice: z.nullable(latestInvoice),
  settings: termSettings,
});
export type MembershipFacts = z.infer<typeof membershipFacts>;

/** The current membership: the one that has not ended (R7); null when there is none. */
export function findCurrent(facts: MembershipFacts): Membership | null {
  return facts.memberships.find((row) => row.state !== 'ended') ?? null;
}

/** The last day of the newest membership that has ended; one that never came to be ('refused') does not count. */
export function findEndedOn(facts: MembershipFacts): string | null {
  return facts.memberships.find((row) => row.state === 'ended' && row.end_reason !== 'refused')?.ends_on ?? null;
}

/** Numbers the company had besides `current`, newest first (R14). */
export function findFormerNumbers(facts: MembershipFacts, current: string | null): string[] {
  return facts.numbers.map((row) => row.number).filter((number) => number !== current);
}
