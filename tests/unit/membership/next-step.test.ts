import { describe, expect, it } from 'vitest';
import type { Unpaid } from '../../../src/components/membership/facts.ts';
import {
  cardLookDelays,
  findNextStep,
  findPageToPay,
  isNewMember,
  readArrival,
} from '../../../src/components/membership/next-step.ts';

const card = { brand: 'visa', last4: '4242', expiry_month: 3, expiry_year: 2030, saved_at: '2026-11-22T12:00:00Z' };
const open = { status: 'open', due_on: '2026-12-22' } as const;
const owe = (charge: Unpaid['charge'], due_on: string | null = open.due_on) => ({ charge, due_on });

function findStep(changes: Partial<Parameters<typeof findNextStep>[0]> & { query?: string } = {}) {
  const { query = '', ...rest } = changes;
  return findNextStep({
    membership: { payment_method: 'card' },
    card: null,
    invoice: null,
    unpaid: null,
    arrival: readArrival(query),
    today: '2026-11-22',
    isWaiting: false,
    ...rest,
  });
}

describe('what happens with the payment next', () => {
  it('never calls a card stored because the address says so', () => {
    expect(findStep({ query: '?card=saved', isWaiting: true })).toBe('card_waiting');
    expect(findStep({ query: '?card=saved', isWaiting: false })).toBe('card_slow');
  });

  it('is a stored card once it is on file, with the due date once it is known', () => {
    expect(findStep({ card })).toBe('card_saved');
    expect(findStep({ card, invoice: open })).toBe('card_saved_due');
  });

  it('is to save a card where there is none', () => {
    expect(findStep()).toBe('card_missing');
    expect(findStep({ query: '?card=cancelled' })).toBe('card_cancelled');
  });

  it('is the transfer for bank members, with the due date once it is known', () => {
    const membership = { payment_method: 'bank_transfer' } as const;
    expect(findStep({ membership })).toBe('bank');
    expect(findStep({ membership, invoice: open })).toBe('bank_due');
  });

  it('is what became of the charge, whatever the day', () => {
    for (const charge of ['authenticate', 'stopped', 'retry', 'held'] as const)
      expect(findStep({ card, invoice: open, unpaid: owe(charge), today: '2026-12-22' })).toBe(`card_${charge}`);
    expect(findStep({ card, invoice: open, unpaid: owe('planned'), today: '2026-12-22' })).toBe('card_saved_due');
    expect(findStep({ invoice: open, unpaid: owe('authenticate') })).toBe('card_missing');
  });

  it('is to wait while support puts the invoice right, however it is paid', () => {
    const membership = { payment_method: 'bank_transfer' } as const;
    const facts = { invoice: open, unpaid: owe('with_support'), today: '2026-12-23' } as const;
    expect([findStep({ ...facts, card }), findStep(facts), findStep({ ...facts, membership })]).toEqual(
      Array(3).fill('with_support'),
    );
  });

  it('is nothing once the invoice is paid', () => {
    expect(findStep({ card, invoice: { ...open, status: 'paid' } })).toBe('paid');
  });

  it('is to pay soon the day after the due date', () => {
    expect(findStep({ card, invoice: open, today: '2026-12-22' })).toBe('card_saved_due');
    expect(findStep({ card, invoice: open, today: '2026-12-23' })).toBe('overdue');
  });

  it('is to pay an older invoice that is owed, whatever became of the newest', () => {
    const unpaid = owe(null, '2026-10-01');
    for (const status of ['open', 'paid'] as const)
      expect(findStep({ card, invoice: { ...open, status }, unpaid })).toBe('overdue');
    expect(findStep({ card, invoice: { ...open, status: 'paid' }, unpaid: owe(null, null) })).toBe('paid');
  });
});

describe('an unpaid invoice is paid', () => {
  const unpaid = { invoice_id: 'i-1', hosted_url: 'https://pay.example/i', waiting_minor: 0 };

  it('at the payment service', () => {
    expect(findPageToPay(unpaid, 'fi')).toBe('https://pay.example/i');
  });

  it('on its own page where a part has arrived, or the payment service has none', () => {
    const pages = [{ waiting_minor: 100 }, { hosted_url: null }].map((change) =>
      findPageToPay({ ...unpaid, ...change }, 'fi'),
    );
    expect(pages).toEqual(Array(2).fill('/fi/invoices/view/?id=i-1'));
  });
});

describe('the welcome', () => {
  it('is for those who have just joined', () => {
    expect(isNewMember(readArrival('?joined=bank'), '2026-11-22', '2026-11-21')).toBe(true);
    expect(isNewMember(readArrival('?card=saved'), '2026-11-22', '2026-11-21')).toBe(true);
  });

  it('is not for those who change their card later, or just look', () => {
    expect(isNewMember(readArrival('?card=saved'), '2026-05-01', '2026-11-21')).toBe(false);
    expect(isNewMember(readArrival(''), '2026-11-22', '2026-11-21')).toBe(false);
  });

  it('takes no other word for a card from the address', () => {
    expect(readArrival('?card=<script>').card).toBeNull();
  });
});

describe('looking for the card', () => {
  it('ends after half a minute', () => {
    expect(cardLookDelays.reduce((sum, delay) => sum + delay, 0)).toBe(30_000);
  });
});
