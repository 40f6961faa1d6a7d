import * as z from 'zod/mini';
import { type PaymentMethod, paymentMethods } from '../../../supabase/functions/_shared/contracts/payment-methods.ts';
import type { OpenInvoice } from './open-invoices.ts';

/** An invoice as the list shows it; drafts are never read. Amounts in the smallest unit of `currency`, with tax. */
export const invoiceSchema = z.object({
  id: z.string(),
  membership_id: z.nullable(z.string()),
  number: z.nullable(z.string()),
  status: z.enum(['open', 'uncollectible', 'void', 'paid']),
  currency: z.string(),
  total_minor: z.number(),
  credited_minor: z.number(),
  /** Days of the company's own calendar. */
  issued_on: z.nullable(z.string()),
  due_on: z.nullable(z.string()),
  paid_on: z.nullable(z.string()),
  hosted_url: z.nullable(z.string()),
  pdf_url: z.nullable(z.string()),
  created_at: z.string(),
});
export type Invoice = z.infer<typeof invoiceSchema>;

/** How a membership is paid, and with it its invoices. */
export const methodSchema = z.object({ id: z.string(), payment_method: z.enum(paymentMethods) });

/** How the invoices of a company are paid: method by membership id, whether a card is on file, and by invoice id what happens to the open ones next. */
export interface PaymentFacts {
  methods: ReadonlyMap<string, PaymentMethod>;
  hasCard: boolean;
  open: ReadonlyMap<string, OpenInvoice>;
}

/** The status in words is `invoices.status.<word>`; `tone` colours it. */
export interface InvoiceStatus {
  word: 'open' | 'overdue' | 'paid' | 'credited' | 'void' | 'uncollectible';
  tone: 'calm' | 'good' | 'urgent' | 'quiet';
}

/** What happened to an invoice last or happens next: `invoices.status.<kind>`; of a payment its day alone. */
export type StatusDetail =
  | { kind: 'charged_on' | 'retry_on' | 'paid_on'; day: string }
  | { kind: 'card_missing' | 'authenticate' | 'stopped' | 'held' | 'with_support' };

/** Says where an invoice stands on `today` (ISO day). The due date itself is not overdue. */
export function readInvoiceStatus(invoice: Invoice, today: string): InvoiceStatus {
  if (isCredited(invoice)) return { word: 'credited', tone: 'quiet' };
  if (invoice.status === 'paid') return { word: 'paid', tone: 'good' };
  if (invoice.status !== 'open') return { word: invoice.status, tone: 'quiet' };
  const isOverdue = invoice.due_on !== null && invoice.due_on < today;
  return isOverdue ? { word: 'overdue', tone: 'urgent' } : { word: 'open', tone: 'calm' };
}

/** An invoice that was taken back by credit notes as a whole; Stripe calls it paid. */
export function isCredited({
  status,
  credited_minor,
  total_minor,
}: Pick<Invoice, 'status' | 'credited_minor' | 'total_minor'>): boolean {
  return status !== 'void' && total_minor > 0 && credited_minor >= total_minor;
}

/** Says what happened to an invoice last or happens next on `today` (ISO day); null where its status says all there is. */
export function readStatusDetail(invoice: Invoice, facts: PaymentFacts, today: string): StatusDetail | null {
  if (isCredited(invoice)) return null;
  if (invoice.status === 'paid') return invoice.paid_on ? { kind: 'paid_on', day: invoice.paid_on } : null;
  if (invoice.status !== 'open') return null;
  const { charge = null, charge_on: day = null } = facts.open.get(invoice.id) ?? {};
  if (charge === 'with_support') return { kind: charge };
  if (facts.methods.get(invoice.membership_id ?? '') !== 'card') return null;
  if (!facts.hasCard) return { kind: 'card_missing' };
  if (charge === 'authenticate' || charge === 'stopped' || charge === 'held') return { kind: charge };
  // Of a charge whose day is over nothing is known yet.
  if (!day || day < today) return null;
  return { kind: charge === 'retry' ? 'retry_on' : 'charged_on', day };
}
