import { describe, expect, test } from 'vitest';
import { nameLine, readMissing } from '../../../src/components/invoices/invoice-details.ts';
import { readCorrectionDeadline, readNextEvent } from '../../../src/components/invoices/next-event.ts';
import type { OpenInvoice } from '../../../src/components/invoices/open-invoices.ts';
import { createFacts, createOpen } from './invoice-facts-factory.ts';

const byCard = (charge: OpenInvoice['charge'], day: string | null = null, waiting = 0) =>
  createFacts(
    {},
    {
      payBy: 'card',
      card: { brand: 'visa', last4: '4242' },
      open: createOpen({ charge, charge_on: day, waiting_minor: waiting }),
    },
  );
const byBank = (waiting: number) => createFacts({}, { open: createOpen({ waiting_minor: waiting }) });

describe('what happens next', () => {
  test.each([
    ['a transfer is to be made', createFacts(), '2026-12-22', 'transfer_due'],
    ['a transfer is late', createFacts(), '2026-12-23', 'transfer_overdue'],
    ['part of it came', byBank(5000), '2026-12-23', 'part_received'],
    ['all of it came and is being matched', byBank(12_425), '2026-12-01', 'transfer_received'],
    ['the card is charged on the due date', byCard('planned', '2026-12-22'), '2026-12-22', 'charged_on'],
    ['what the card answered is not known', byCard('planned', '2026-12-22'), '2026-12-23', 'charge_under_way'],
    ['the card was declined', byCard('retry', '2026-12-25'), '2026-12-22', 'card_retry'],
    ['the bank asks for the member', byCard('authenticate'), '2026-12-22', 'card_authenticate'],
    ['the card was refused', byCard('stopped'), '2026-12-22', 'card_stopped'],
    ['the desk stopped the charge', byCard('held'), '2026-12-01', 'card_held'],
    ['support puts it right', byCard('with_support'), '2026-12-23', 'with_support'],
    ['support puts it right, and money came', byCard('with_support', null, 100), '2026-12-01', 'with_support'],
    [
      'support puts it right, who pays by bank',
      createFacts({}, { open: createOpen({ charge: 'with_support' }) }),
      '2026-12-23',
      'with_support',
    ],
    [
      'part of it came, and a card is charged',
      byCard('planned', '2026-12-22', 100),
      '2026-12-01',
      'part_received_card',
    ],
    ['part of it came, and no card is charged', byCard('held', null, 100), '2026-12-01', 'part_received'],
    ['no card is saved', createFacts({}, { payBy: 'card' }), '2026-12-01', 'card_missing'],
    ['it is paid', createFacts({ status: 'paid' }), '2026-12-01', 'paid'],
    ['it was credited', createFacts({ status: 'paid', credited_minor: 12_425 }), '2026-12-01', 'credited'],
    ['it is void', createFacts({ status: 'void' }), '2026-12-01', 'void'],
    ['it was given up', createFacts({ status: 'uncollectible' }), '2026-12-01', 'uncollectible'],
  ])('%s', (_what, facts, today, word) => {
    expect(readNextEvent(facts, today).word).toBe(word);
  });
});

test('a try whose day is over comes today', () => {
  expect(readNextEvent(byCard('retry', '2026-12-25'), '2026-12-22').day).toBe('2026-12-25');
  expect(readNextEvent(byCard('retry', '2026-12-25'), '2026-12-27').day).toBe('2026-12-27');
});

test('what has arrived is not asked for again', () => {
  expect([0, 5000, 12_425, 20_000].map((waiting) => readMissing(byBank(waiting)))).toEqual([12_425, 7425, 0, 0]);
});

describe('an invoice can be corrected', () => {
  test('for as many days as the programme says', () => {
    expect(readCorrectionDeadline(createFacts())).toBe('2026-12-22');
    expect(readCorrectionDeadline(createFacts({}, { correctionDays: 0 }))).toBe('2026-11-22');
  });

  test('counted from the first invoice of a chain', () => {
    const facts = createFacts({ issued_on: '2026-12-10', corrects: 'i-0' }, { firstIssuedOn: '2026-11-22' });
    expect(readCorrectionDeadline(facts)).toBe('2026-12-22');
  });

  test.each([
    ['paid', createFacts({ status: 'paid' })],
    [
      'whose correction failed',
      createFacts(
        {},
        {
          correction: {
            old_invoice_id: 'i-1',
            new_invoice_id: null,
            state: 'failed',
            first_issued_on: '2026-11-22',
            requested_at: '',
          },
        },
      ),
    ],
  ])('when it is %s', (_state, facts) => {
    expect(readCorrectionDeadline(facts)).not.toBeNull();
  });

  test.each([
    ['void', createFacts({ status: 'void' })],
    ['credited', createFacts({ status: 'paid', credited_minor: 12_425 })],
    ['paid in part', createFacts({ amount_paid_minor: 100 })],
    ['put right by support', byCard('with_support')],
    ['from before details were kept', createFacts({ frozen_at: null })],
    [
      'being corrected',
      createFacts(
        {},
        {
          correction: {
            old_invoice_id: 'i-1',
            new_invoice_id: null,
            state: 'running',
            first_issued_on: '2026-11-22',
            requested_at: '',
          },
        },
      ),
    ],
    [
      'replaced',
      createFacts(
        {},
        {
          correction: {
            old_invoice_id: 'i-1',
            new_invoice_id: 'i-2',
            state: 'done',
            first_issued_on: '2026-11-22',
            requested_at: '',
          },
        },
      ),
    ],
  ])('but not when it is %s', (_state, facts) => {
    expect(readCorrectionDeadline(facts)).toBeNull();
  });
});

describe('a line of an invoice', () => {
  test.each([
    ['1 × CPS Silver (at €99.00 / year)', 'CPS Silver'],
    ['Unused time on CPS Silver after 3 Dec 2026', 'Unused time on CPS Silver after 3 Dec 2026'],
    ['2 × CPS Silver (at €99.00 / year)', '2 × CPS Silver (at €99.00 / year)'],
    [null, ''],
  ])('printed as %s is named %s', (description, name) => {
    expect(nameLine({ description })).toBe(name);
  });
});
