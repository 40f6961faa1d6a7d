import * as z from 'zod/mini';
import { chargeStates } from '../../../supabase/functions/_shared/contracts/charge-states.ts';
import { findLastDayOfMembership } from '../../../supabase/functions/_shared/contracts/days.ts';
import { paymentMethods } from '../../../supabase/functions/_shared/contracts/payment-methods.ts';

const membership = z.object({
  number: z.string(),
  tier_code: z.string(),
  state: z.enum(['active', 'past_due', 'grace', 'suspended', 'ended']),
  starts_on: z.string(),
  ends_on: z.string(),
  renews: z.boolean(),
  payment_method: z.enum(paymentMethods),
  end_reason: z.nullable(z.string()),
  next_tier_code: z.nullable(z.string()),
  /** ISO day. */
  ended_on: z.nullable(z.string()),
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

const termSettings = z.object({
  term_months: z.number(),
  days_until_due: z.number(),
  /** Days before the end of a term on which the renewal is announced (R12). */
  renewal_notice_days: z.array(z.number()),
});

const day = z.nullable(z.string());
const unpaid = z.object({
  /** Null, as the number, when nothing is unpaid. */
  invoice_id: z.nullable(z.string()),
  number: z.nullable(z.string()),
  /** Still to be paid; null when nothing is. */
  total_minor: z.nullable(z.number()),
  currency: z.string(),
  due_on: day,
  grace_on: day,
  suspended_on: day,
  ends_on: day,
  hosted_url: z.nullable(z.string()),
  /** ISO moment of the next try of the card. */
  next_attempt_at: z.nullable(z.string()),
  /** What the saved card does about it, or that support puts it right; null where neither is the case. */
  charge: z.nullable(z.enum(chargeStates)),
  charge_on: day,
  /** What has arrived by bank for it without covering it, in the smallest unit of `currency`. */
  waiting_minor: z.number(),
});
/** The oldest unpaid invoice, and the days on which the state changes unless it is paid (R13). */
export type Unpaid = z.infer<typeof unpaid>;

const renewal = z.object({
  outcome: z.enum(['renews', 'chosen', 'lowered', 'ends', 'ends_points', 'ends_unpaid']),
  tier_code: z.string(),
  ends_on: z.string(),
  currency: z.string(),
  next_tier_code: z.nullable(z.string()),
  /** Price of the next term before tax, in the smallest unit of `currency`; null when there is none. */
  amount_minor: z.nullable(z.number()),
  /** Null for roles that do not handle money. */
  unpaid: z.nullable(unpaid),
  /** Day of the next charge of the card. */
  card_in_use_until: day,
});
/** What comes next for the membership: `my_renewal`. */
export type Renewal = z.infer<typeof renewal>;

/** What the membership page reads, parsed at the door; newest first. */
export const membershipFacts = z.object({
  memberships: z.array(membership),
  numbers: z.array(z.object({ number: z.string(), issued_at: z.string() })),
  card: z.nullable(savedCard),
  invoice: z.nullable(latestInvoice),
  settings: termSettings,
  renewal: z.nullable(renewal),
});
export type MembershipFacts = z.infer<typeof membershipFacts>;

/** The current membership: the one that has not ended (R7); null when there is none. */
export function findCurrent(facts: MembershipFacts): Membership | null {
  return facts.memberships.find((row) => row.state !== 'ended') ?? null;
}

/** The last day of the newest membership that has ended; one that never came to be ('refused') does not count. */
export function findEndedOn(facts: MembershipFacts): string | null {
  const ended = facts.memberships.find((row) => row.state === 'ended' && row.end_reason !== 'refused');
  return ended ? findLastDayOfMembership(ended.ends_on, ended.ended_on) : null;
}

/** Numbers the company had besides `current`, newest first (R14). */
export function findFormerNumbers(facts: MembershipFacts, current: string | null): string[] {
  return facts.numbers.map((row) => row.number).filter((number) => number !== current);
}

/** The invoice that put the membership into its state; null while it is active, and for roles that do not handle money. */
export function findUnpaid({ renewal }: MembershipFacts, current: Membership | null): Unpaid | null {
  if (!current || current.state === 'active' || !renewal?.unpaid || renewal.unpaid.total_minor === null) return null;
  return renewal.unpaid;
}

/** The last day of a card, ISO. */
export function findLastDay({ expiry_year, expiry_month }: Pick<SavedCard, 'expiry_year' | 'expiry_month'>): string {
  return new Date(Date.UTC(expiry_year, expiry_month, 0)).toISOString().slice(0, 10);
}

/** True when the saved card expires before it is charged next. */
export function expiresTooEarly({ card, renewal }: MembershipFacts): boolean {
  return Boolean(card && renewal?.card_in_use_until && findLastDay(card) < renewal.card_in_use_until);
}
