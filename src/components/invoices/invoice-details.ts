import * as z from 'zod/mini';
import type { PaymentMethod } from '../../../supabase/functions/_shared/contracts/payment-methods.ts';
import { invoiceSchema } from './invoice-status.ts';
import type { OpenInvoice } from './open-invoices.ts';

const text = z.nullable(z.string());
const minor = z.int();

export const printedTaxSchema = z.object({
  rate: z.nullable(z.number()),
  reason: z.string(),
  taxable_minor: minor,
  tax_minor: minor,
});

/** An invoice as its own page shows it; what was printed is null on invoices mirrored before it was kept. */
export const invoiceDetailsSchema = z.extend(invoiceSchema, {
  subtotal_minor: minor,
  tax_minor: minor,
  amount_paid_minor: minor,
  amount_remaining_minor: minor,
  overpaid_minor: minor,
  balance_used_minor: minor,
  corrects: text,
  frozen_at: text,
  customer_name: text,
  customer_address: z.nullable(z.object({ line1: text, line2: text, postal_code: text, city: text, country: text })),
  customer_tax_ids: z.nullable(z.array(z.object({ type: z.string(), value: text }))),
  e_invoice_address: text,
  reference: text,
  footer: text,
  taxes: z.nullable(z.array(printedTaxSchema)),
});
export type InvoiceDetails = z.infer<typeof invoiceDetailsSchema>;

export const invoiceLineSchema = z.object({
  position: z.int(),
  description: text,
  quantity: z.number(),
  amount_minor: minor,
  period_starts_on: text,
  period_ends_on: text,
});
export type InvoiceLine = z.infer<typeof invoiceLineSchema>;

/** What a line is for. Stripe writes one unit of a price as "1 × name (at 99.00 / year)", in English; the sum stands beside it in the member's format. */
export function nameLine({ description }: Pick<InvoiceLine, 'description'>): string {
  return description?.replace(/^1 × (.+) \(at .+\)$/, '$1') ?? '';
}

export const creditNoteSchema = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(['issued', 'void']),
  currency: z.string(),
  total_minor: minor,
  to_balance_minor: minor,
  issued_on: z.string(),
  pdf_url: text,
});
export type CreditNote = z.infer<typeof creditNoteSchema>;

export const bankAccountSchema = z.object({
  holder: z.string(),
  iban: text,
  bic: text,
  account_number: text,
  sort_code: text,
});
/** An account to pay into; British ones have number and sort code instead of an IBAN. */
export type BankAccount = z.infer<typeof bankAccountSchema>;

export const correctionSchema = z.object({
  old_invoice_id: z.string(),
  new_invoice_id: text,
  state: z.enum(['running', 'done', 'failed']),
  first_issued_on: z.string(),
  requested_at: z.string(),
});
export type Correction = z.infer<typeof correctionSchema>;

export const savedCardSchema = z.object({ brand: z.string(), last4: z.string() });

/** Everything the page of an invoice shows. Amounts in the smallest unit of the invoice's currency. */
export interface InvoiceFacts {
  invoice: InvoiceDetails;
  lines: readonly InvoiceLine[];
  notes: readonly CreditNote[];
  /** The company's own account at Stripe's bank; null where there is none for the currency, or not yet. */
  account: BankAccount | null;
  /** What happens to it next and what has arrived for it by bank; null once it is open no more. */
  open: OpenInvoice | null;
  payBy: PaymentMethod | null;
  card: z.infer<typeof savedCardSchema> | null;
  correction: Correction | null;
  /** Date of the first invoice of a chain of corrections, from which their days count. */
  firstIssuedOn: string | null;
  correctionDays: number;
}

/** True while support puts the invoice right: nobody is asked to pay it, however it is paid. */
export function isWithSupport({ open }: Pick<InvoiceFacts, 'open'>): boolean {
  return open?.charge === 'with_support';
}

/** What arrived by bank for this invoice and has not paid it (yet), in the smallest unit of its currency. */
export function readWaiting({ open }: Pick<InvoiceFacts, 'open'>): number {
  return open?.waiting_minor ?? 0;
}

/** What is still to be transferred for it: what has arrived already is not asked for again. In the smallest unit of its currency. */
export function readMissing({ invoice, open }: Pick<InvoiceFacts, 'invoice' | 'open'>): number {
  return Math.max(0, invoice.amount_remaining_minor - readWaiting({ open }));
}
