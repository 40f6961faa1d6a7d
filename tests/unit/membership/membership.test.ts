import { describe, expect, it } from 'vitest';
import {
  findCurrent,
  findEndedOn,
  findFormerNumbers,
  type Membership,
  type MembershipFacts,
} from '../../../src/components/membership/facts.ts';
import {
  describePayment,
  describeRenewal,
  describeState,
} from '../../../src/components/membership/membership-sentences.ts';
import { readWords } from '../../support/pages/words.ts';

const text = readWords('fi', 'membership');
const card = { brand: 'visa', last4: '4242', expiry_month: 3, expiry_year: 2030, saved_at: '2026-11-22T12:00:00Z' };

function createMembership(changes: Partial<Membership> = {}): Membership {
  return {
    number: 'CPS-FI0000018',
    tier_code: 'gold',
    state: 'active',
    starts_on: '2026-11-22',
    ends_on: '2027-11-22',
    renews: false,
    payment_method: 'card',
    end_reason: null,
    next_tier_code: null,
    ended_on: null,
    ...changes,
  };
}

function createFacts(memberships: Membership[], numbers: string[] = []): MembershipFacts {
  return {
    memberships,
    numbers: numbers.map((number) => ({ number, issued_at: '2026-11-22' })),
    card: null,
    invoice: null,
    settings: { term_months: 12, days_until_due: 30, renewal_notice_days: [60, 30, 7] },
    renewal: null,
  };
}

describe('which membership counts', () => {
  it('is the one that has not ended', () => {
    const facts = createFacts([createMembership({ state: 'suspended' }), createMembership({ state: 'ended' })]);
    expect(findCurrent(facts)?.state).toBe('suspended');
  });

  it('is none after the last one ended, whose day is told', () => {
    const facts = createFacts([createMembership({ state: 'ended', end_reason: 'not_renewed' })]);
    expect(findCurrent(facts)).toBeNull();
    expect(findEndedOn(facts)).toBe('2027-11-22');
  });

  it('is never one that the payment service refused', () => {
    expect(findEndedOn(createFacts([createMembership({ state: 'ended', end_reason: 'refused' })]))).toBeNull();
  });

  it('leaves its own number out of the former ones', () => {
    const facts = createFacts([], ['CPS-FI0000018', 'CPS-1234567']);
    expect(findFormerNumbers(facts, 'CPS-FI0000018')).toEqual(['CPS-1234567']);
  });
});

describe('a membership in words', () => {
  it.each([
    ['active', 'Voimassa'],
    ['past_due', 'erääntynyt'],
    ['grace', 'myöhässä'],
    ['suspended', 'Tauolla'],
  ] as const)('says that it is %s', (state, expected) => {
    expect(describeState({ state }, text)).toContain(expected);
  });

  it('names the card that is on file', () => {
    expect(describePayment({ payment_method: 'card' }, card, text)).toBe(
      'Visa, päättyy numeroihin 4242, voimassa 03/2030',
    );
  });

  it('names the method alone without a card, and for bank transfer', () => {
    expect(describePayment({ payment_method: 'card' }, null, text)).toBe('Kortti');
    expect(describePayment({ payment_method: 'bank_transfer' }, card, text)).toBe('Pankkisiirto');
  });

  it('says whether it renews', () => {
    expect(describeRenewal({ renews: true }, '22.11.2027', text)).toBe('Uudistuu automaattisesti 22.11.2027');
    expect(describeRenewal({ renews: false }, '22.11.2027', text)).toBe('Päättyy 22.11.2027, ellei sitä uudisteta');
  });
});
