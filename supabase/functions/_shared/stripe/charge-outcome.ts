import Stripe from 'stripe';

/** What became of a charge, in the words of `private.note_charge_outcome`. */
export type ChargeOutcome = 'paid' | 'declined' | 'refused' | 'action_required' | 'withdrawn';

/**
 * Declines after which the same card is not tried again: those Stripe never retries itself (docs.stripe.com/billing/revenue-recovery/smart-retries,
 * "non-retryable decline codes") and those that name the card as finished (docs.stripe.com/declines/codes).
 */
export const hardDeclineCodes: readonly string[] = [
  'incorrect_number',
  'lost_card',
  'pickup_card',
  'stolen_card',
  'restricted_card',
  'expired_card',
  'fraudulent',
  'highest_risk_level',
  'invalid_account',
  'card_not_supported',
  'currency_not_supported',
  'transaction_not_allowed',
  'do_not_try_again',
  'revocation_of_authorization',
  'revocation_of_all_authorizations',
  'stop_payment_order',
];

const authenticationCodes = ['authentication_required', 'invoice_payment_intent_requires_action'];

/** Says what an error of `invoices.pay` means; `unreachable`: the card was not asked, or nobody knows. */
export function readChargeFailure(error: unknown): Exclude<ChargeOutcome, 'paid' | 'withdrawn'> | 'unreachable' {
  if (error instanceof Stripe.errors.StripeCardError) {
    const codes = [error.code, error.decline_code].filter((code) => code !== undefined);
    if (codes.some((code) => authenticationCodes.includes(code))) return 'action_required';
    if (error.advice_code === 'do_not_try_again') return 'refused';
    return codes.some((code) => hardDeclineCodes.includes(code)) ? 'refused' : 'declined';
  }
  if (error instanceof Stripe.errors.StripeInvalidRequestError) {
    // For example a card that was detached meanwhile: this one will never work.
    return authenticationCodes.includes(error.code ?? '') ? 'action_required' : 'refused';
  }
  return 'unreachable';
}
