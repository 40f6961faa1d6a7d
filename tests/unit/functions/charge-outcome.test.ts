import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { hardDeclineCodes, readChargeFailure } from '../../../supabase/functions/_shared/stripe/charge-outcome.ts';

const decline = (parts: object) =>
  new Stripe.errors.StripeCardError({
    type: 'card_error',
    message: 'Your card was declined.',
    code: 'card_declined',
    ...parts,
  } as never);

test.each(hardDeclineCodes)('a decline with %s is not tried again', (code) => {
  expect(readChargeFailure(decline({ decline_code: code }))).toBe('refused');
});

test.each(['insufficient_funds', 'generic_decline', 'do_not_honor', 'processing_error', 'try_again_later'])(
  'a decline with %s is tried again',
  (code) => {
    expect(readChargeFailure(decline({ decline_code: code }))).toBe('declined');
  },
);

test('advice of the card network not to try again is followed', () => {
  expect(readChargeFailure(decline({ decline_code: 'generic_decline', advice_code: 'do_not_try_again' }))).toBe(
    'refused',
  );
});

test('a bank that asks for the member is told from a decline', () => {
  expect(readChargeFailure(decline({ code: 'authentication_required', decline_code: 'authentication_required' }))).toBe(
    'action_required',
  );
});

test('a card that is gone is not tried again', () => {
  const error = new Stripe.errors.StripeInvalidRequestError({
    type: 'invalid_request_error',
    code: 'resource_missing',
  } as never);
  expect(readChargeFailure(error)).toBe('refused');
});

test.each([
  ['no connection', new Stripe.errors.StripeConnectionError({ type: 'api_error' } as never)],
  ['a failure at Stripe', new Stripe.errors.StripeAPIError({ type: 'api_error', statusCode: 500 } as never)],
  ['too many requests', new Stripe.errors.StripeRateLimitError({ type: 'rate_limit_error' } as never)],
  ['a wrong key of ours', new Stripe.errors.StripeAuthenticationError({ type: 'authentication_error' } as never)],
  ['a failure of ours', new TypeError('x is not a function')],
])('%s is no answer about the card', (_name, error) => {
  expect(readChargeFailure(error)).toBe('unreachable');
});
