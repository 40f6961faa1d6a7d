import { describe, expect, it } from 'vitest';
import { describeNextTerm } from '../../../src/components/membership/describe-next-term.ts';
import {
  expiresTooEarly,
  findCurrent,
  findEndedOn,
  findFormerNumbers,
  findLastDay,
  findUnpaid,
  type Membership,
  type MembershipFacts,
  type Renewal,
} from '../../../src/components/membership/facts.ts';
import {
  describePayment,
  describeRenewal,
  describeState,
} from '../../../src/components/membership/membership-sentences.ts';
import { readWords } from '../../support/pages/words.ts';

const text = readWords('fi', 'membership', 'renewal', 'common');
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

  it('is none after the last one ended with its term, whose last day is told', () => {
    const facts = createFacts([createMembership({ state: 'ended', end_reason: 'not_renewed' })]);
    expect(findCurrent(facts)).toBeNull();
    expect(findEndedOn(facts)).toBe('2027-11-21');
  });

  it('tells the day on which it ended, also before its term was over', () => {
    const ended = createMembership({ state: 'ended', end_reason: 'unpaid', ended_on: '2027-02-20' });
    expect(findEndedOn(createFacts([ended]))).toBe('2027-02-20');
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

  it('says on which day it renews, or which its last day is', () => {
    expect(describeRenewal({ renews: true, ends_on: '2027-11-22' }, { outcome: 'renews' }, 'fi', text)).toBe(
      'Uudistuu automaattisesti 22.11.2027',
    );
    expect(describeRenewal({ renews: true, ends_on: '2027-11-22' }, { outcome: 'ends_unpaid' }, 'fi', text)).toBe(
      'Päättyy 21.11.2027, ellei sitä uudisteta',
    );
    expect(describeRenewal({ renews: false, ends_on: '2027-11-22' }, { outcome: 'ends' }, 'fi', text)).toBe(
      'Päättyy 21.11.2027, ellei sitä uudisteta',
    );
  });
});

const renewal: Renewal = {
  outcome: 'renews',
  tier_code: 'gold',
  ends_on: '2027-11-22',
  currency: 'EUR',
  next_tier_code: 'gold',
  amount_minor: 19_900,
  unpaid: null,
  card_in_use_until: '2027-12-22',
};

describe('what comes next', () => {
  it.each([
    ['renews', 'tasolla Gold, 199 € + ALV. Voit muuttaa tätä 21.11.2027 saakka'],
    ['chosen', 'valitsemallasi tasolla'],
    ['lowered', 'eivät juuri nyt riitä nykyiseen tasoon'],
    ['ends', 'päättyy 21.11.2027. Voit vielä jatkaa: kytke uudistuminen päälle viimeistään 21.11.2027'],
    ['ends_points', 'päättyisi 21.11.2027. Rekisteröi tuotteita'],
    ['ends_unpaid', 'Lasku on maksamatta'],
  ] as const)('is said for the outcome %s, with what can be done', (outcome, expected) => {
    expect(describeNextTerm({ ...renewal, outcome }, 'fi', text).replaceAll('\u00a0', ' ')).toContain(expected);
  });

  it('is a new card where the saved one expires before its next charge', () => {
    expect(findLastDay({ expiry_month: 2, expiry_year: 2028 })).toBe('2028-02-29');
    const facts = { ...createFacts([createMembership()]), card, renewal };
    expect(expiresTooEarly(facts)).toBe(false);
    expect(expiresTooEarly({ ...facts, card: { ...card, expiry_month: 11, expiry_year: 2027 } })).toBe(true);
    expect(expiresTooEarly({ ...facts, renewal: { ...renewal, card_in_use_until: null } })).toBe(false);
  });

  it('is a payment only while a membership is not active', () => {
    const unpaid = {
      invoice_id: 'i-1',
      number: 'A-1',
      total_minor: 9900,
      currency: 'EUR',
      due_on: '2026-12-22',
      grace_on: null,
      suspended_on: null,
      ends_on: null,
      hosted_url: null,
      next_attempt_at: null,
      charge: null,
      charge_on: null,
      waiting_minor: 0,
    };
    const facts = { ...createFacts([]), renewal: { ...renewal, unpaid } };
    expect(findUnpaid(facts, createMembership({ state: 'grace' }))).toEqual(unpaid);
    expect(findUnpaid(facts, createMembership())).toBeNull();
    expect(
      findUnpaid(
        { ...facts, renewal: { ...renewal, unpaid: { ...unpaid, total_minor: null } } },
        createMembership({ state: 'grace' }),
      ),
    ).toBeNull();
  });
});
