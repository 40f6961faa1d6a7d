import { type PaymentMethod, paymentMethods } from '../../../supabase/functions/_shared/contracts/payment-methods.ts';
import type { ErrorCode } from '../../lib/errors.ts';
import type { TierRow } from '../tiers/tier-view.ts';

/** The query parameter of the membership page after joining. */
export type JoinedNote = 'bank' | 'card_later';

/** Reads a payment method from a draft or a radio; null when it is none. */
export function readPaymentMethod(value: unknown): PaymentMethod | null {
  return paymentMethods.find((method) => method === value) ?? null;
}

/** The tier named in the address, if the company may join on it now; else null. */
export function findTierToJoin(
  rows: readonly TierRow[],
  code: string | null,
): (TierRow & { amount_minor: number }) | null {
  const row = rows.find((tier) => tier.code === code && tier.is_offered);
  return row && row.amount_minor !== null ? { ...row, amount_minor: row.amount_minor } : null;
}

/** The page where a refusal can be mended; null when the form itself, or trying again, is all there is. */
export function findRemedy(code: ErrorCode): 'tiers' | 'membership' | null {
  if (code === 'tier_not_offered' || code === 'not_invited') return 'tiers';
  return code === 'membership_exists' ? 'membership' : null;
}
