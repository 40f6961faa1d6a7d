import { describe, expect, test } from 'vitest';
import { readCorrectionDeadline, readNextEvent } from '../../../src/components/invoices/next-event.ts';
import { createFacts } from './invoice-facts-factory.ts';

const card = { payBy: 'card' as const, card: { brand: 'visa', last4: '4242' } };

describe('what happens next', () => {
  test.each([
    ['a transfer is to be made', createFacts(), '2026-12-22', 'transfer_due'],
    ['a transfer is late', createFacts(), '2026-12-23', 'transfer_overdue'],
    ['part of it came', createFacts({}, { waiting_minor: 5000 }), '2026-12-23', 'part_received'],
    ['all of it came and is being matched', createFacts({}, { waiting_minor: 12_425 }), '2026-12-01', 'transfer_due'],
    ['the card is charged on the due date', createFacts({}, card), '2026-12-22', 'charged_on'],
    ['the card was declined', createFacts({}, card), '2026-12-23', 'card_failed'],
    ['no card is saved', createFacts({}, { payBy: 'card' }), '2026-12-01', 'card_missing'],
    ['it is paid', createFacts({ status: 'paid' }), '2026-12-01', 'paid'],
    ['it was credited', createFacts({ status: 'paid', credited_minor: 12_425 }), '2026-12-01', 'credited'],
    ['it is void', createFacts({ status: 'void' }), '2026-12-01', 'void'],
    ['it was given up', createFacts({ status: 'uncollectible' }), '2026-12-01', 'uncollectible'],
  ])('%s', (_what, facts, today, word) => {
    expect(readNextEvent(facts, today).word).toBe(word);
  });
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
