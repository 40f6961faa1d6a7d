import { describe, expect, it } from 'vitest';
import {
  type Invoice,
  type PaymentFacts,
  readInvoiceStatus,
  readStatusDetail,
} from '../../../src/components/invoices/invoice-status.ts';
import type { OpenInvoice } from '../../../src/components/invoices/open-invoices.ts';
import { readToday } from '../../../src/lib/today.ts';

const today = '2026-11-22';
const byCard = charged('planned', '2026-12-22');
const byBank: PaymentFacts = { methods: new Map([['m1', 'bank_transfer']]), hasCard: false, open: new Map() };

/** A company that pays by card, and what the card does about the invoice. */
function charged(charge: OpenInvoice['charge'], day: string | null = null): PaymentFacts {
  const open = new Map([['i1', { invoice_id: 'i1', charge, charge_on: day, waiting_minor: 0 }]]);
  return { methods: new Map([['m1', 'card']]), hasCard: true, open };
}

function createInvoice(changes: Partial<Invoice> = {}): Invoice {
  return {
    id: 'i1',
    membership_id: 'm1',
    number: 'CPS-0001',
    status: 'open',
    currency: 'EUR',
    total_minor: 24975,
    credited_minor: 0,
    issued_on: '2026-11-22',
    due_on: '2026-12-22',
    paid_on: null,
    hosted_url: null,
    pdf_url: null,
    created_at: '2026-11-22T08:00:00Z',
    ...changes,
  };
}

describe('the status of an invoice', () => {
  it('is open, with the day of the charge, for a card on file', () => {
    expect(readInvoiceStatus(createInvoice(), today)).toEqual({ word: 'open', tone: 'calm' });
    expect(readStatusDetail(createInvoice(), byCard, today)).toEqual({ kind: 'charged_on', day: '2026-12-22' });
  });

  it('says that no card is stored where there is none', () => {
    const detail = readStatusDetail(createInvoice(), { ...byCard, hasCard: false }, today);
    expect(detail).toEqual({ kind: 'card_missing' });
  });

  it('is plainly open for bank transfer, even when a card is on file', () => {
    expect(readStatusDetail(createInvoice(), { ...byBank, hasCard: true }, today)).toBeNull();
  });

  it('is open on the due date itself and overdue the day after', () => {
    expect(readInvoiceStatus(createInvoice({ due_on: today }), today).word).toBe('open');
    expect(readInvoiceStatus(createInvoice({ due_on: '2026-11-21' }), today).word).toBe('overdue');
  });

  it('says of a card that did not pay what happens now, and promises no charge', () => {
    const read = (facts: PaymentFacts) => readStatusDetail(createInvoice({ due_on: '2026-11-22' }), facts, today);
    expect(read(charged('retry', '2026-11-25'))).toEqual({ kind: 'retry_on', day: '2026-11-25' });
    expect(read(charged('planned', '2026-11-21'))).toBeNull();
    for (const kind of ['authenticate', 'stopped', 'held'] as const) expect(read(charged(kind))).toEqual({ kind });
  });

  it('says that support puts it right, however it is paid', () => {
    const facts = charged('with_support');
    const ways: PaymentFacts[] = [facts, { ...facts, hasCard: false }, { ...facts, methods: byBank.methods }];
    for (const way of ways) expect(readStatusDetail(createInvoice(), way, today)).toEqual({ kind: 'with_support' });
  });

  it('is paid, with its day, whatever the due date', () => {
    const invoice = createInvoice({ status: 'paid', due_on: '2026-01-01', paid_on: '2026-01-01' });
    expect(readInvoiceStatus(invoice, today).word).toBe('paid');
    expect(readStatusDetail(invoice, byCard, today)).toEqual({ kind: 'paid_on', day: '2026-01-01' });
  });

  it.each(['void', 'uncollectible'] as const)('is never overdue once %s', (status) => {
    const invoice = createInvoice({ status, due_on: '2026-01-01' });
    expect(readInvoiceStatus(invoice, today).word).toBe(status);
    expect(readStatusDetail(invoice, byCard, today)).toBeNull();
  });
});

describe('today', () => {
  it('is the day of the reader', () => {
    expect(readToday(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  });
});
