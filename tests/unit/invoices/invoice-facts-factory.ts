import type { InvoiceFacts } from '../../../src/components/invoices/invoice-details.ts';
import type { OpenInvoice } from '../../../src/components/invoices/open-invoices.ts';

/** What happens next to it: no money waits, and no card pays it. */
export function createOpen(change: Partial<OpenInvoice> = {}): OpenInvoice {
  return { invoice_id: 'i-1', charge: null, charge_on: null, waiting_minor: 0, ...change };
}

/** An open invoice of a company that pays by bank, as its page knows it. */
export function createFacts(
  invoice: Partial<InvoiceFacts['invoice']> = {},
  change: Partial<Omit<InvoiceFacts, 'invoice'>> = {},
): InvoiceFacts {
  return {
    invoice: {
      id: 'i-1',
      membership_id: 'm-1',
      number: 'ABC-0001',
      status: 'open',
      currency: 'EUR',
      subtotal_minor: 9900,
      tax_minor: 2525,
      total_minor: 12_425,
      credited_minor: 0,
      amount_paid_minor: 0,
      amount_remaining_minor: 12_425,
      overpaid_minor: 0,
      balance_used_minor: 0,
      issued_on: '2026-11-22',
      due_on: '2026-12-22',
      paid_on: null,
      hosted_url: 'https://pay.example/i',
      pdf_url: null,
      created_at: '2026-11-22T09:00:00+00:00',
      corrects: null,
      frozen_at: '2026-11-22T10:00:00+00:00',
      customer_name: 'Kuvaamo Oy',
      customer_address: null,
      customer_tax_ids: null,
      e_invoice_address: null,
      reference: null,
      footer: null,
      taxes: null,
      ...invoice,
    },
    lines: [],
    notes: [],
    account: null,
    open: createOpen(),
    payBy: 'bank_transfer',
    card: null,
    correction: null,
    firstIssuedOn: '2026-11-22',
    correctionDays: 30,
    ...change,
  };
}
