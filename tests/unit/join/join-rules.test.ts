import { describe, expect, it } from 'vitest';
import { findRemedy, findTierToJoin, readPaymentMethod } from '../../../src/components/join/join-rules.ts';

const silver = {
  code: 'silver',
  kind: 'individual',
  minimum_points: 500,
  amount_minor: 9900,
  currency: 'EUR',
  points_missing: 0,
  is_offered: true,
};
const gold = { ...silver, code: 'gold', minimum_points: 1000, points_missing: 400, is_offered: false };

describe('the tier to join on', () => {
  it('is the one in the address', () => {
    expect(findTierToJoin([silver, gold], 'silver')?.code).toBe('silver');
  });

  it.each(['gold', 'diamond', '', null])('is none for %o, which is not offered', (code) => {
    expect(findTierToJoin([silver, gold], code)).toBeNull();
  });

  it('is none without a price', () => {
    expect(findTierToJoin([{ ...silver, amount_minor: null }], 'silver')).toBeNull();
  });
});

describe('the payment method', () => {
  it('is read from a draft only if it is one', () => {
    expect(readPaymentMethod('card')).toBe('card');
    expect(readPaymentMethod('cash')).toBeNull();
    expect(readPaymentMethod(undefined)).toBeNull();
  });
});

describe('a refusal', () => {
  it.each([
    ['tier_not_offered', 'tiers'],
    ['not_invited', 'tiers'],
    ['membership_exists', 'membership'],
    ['billing_refused', null],
    ['connection_lost', null],
  ] as const)('%s leads to %s', (code, expected) => {
    expect(findRemedy(code)).toBe(expected);
  });
});
