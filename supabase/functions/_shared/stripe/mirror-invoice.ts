import type Stripe from 'stripe';
import { describePrint, listRateIds } from './describe-document.ts';
import type { StripeTools } from './stripe-tools.ts';
import { readTaxRates } from './tax-rates.ts';

/**
 * Writes an invoice as Stripe shows it into our mirror, which only moves forward (R11), with what is printed on it once it is issued. Invoices of
 * strangers are ignored. `readAt`: a moment of the database's clock before Stripe was asked; news that were asked for earlier than what the mirror
 * knows change nothing.
 */
export async function mirrorInvoice(tools: StripeTools, invoice: Stripe.Invoice, readAt?: string): Promise<void> {
  const print = invoice.status === 'draft' ? {} : await readPrint(tools.stripe, invoice);
  const news = { ...describeInvoice(invoice), ...print };
  await tools.database('mirror_invoice_as_read', { news, read_at: readAt ?? null });
}

async function readPrint(stripe: Stripe, invoice: Stripe.Invoice) {
  const taxes = [...(invoice.total_taxes ?? []), ...invoice.lines.data.flatMap((line) => line.taxes ?? [])];
  return describePrint(invoice, await readTaxRates(stripe, listRateIds(taxes)));
}

/** A Stripe invoice in the words of `service.mirror_invoice`: amounts in the smallest unit, moments in ISO 8601. */
export function describeInvoice(invoice: Stripe.Invoice): Record<string, string | number | null> {
  const details = invoice.parent?.subscription_details;
  return {
    stripe_invoice_id: invoice.id,
    membership_id: details?.metadata?.membership_id ?? invoice.metadata?.membership_id ?? null,
    correction_id: invoice.metadata?.correction_id ?? null,
    stripe_subscription_id: readId(details?.subscription),
    stripe_customer_id: readId(invoice.customer),
    number: invoice.number,
    status: invoice.status,
    currency: invoice.currency.toUpperCase(),
    subtotal_minor: invoice.subtotal,
    tax_minor: (invoice.total_taxes ?? []).reduce((sum, tax) => sum + tax.amount, 0),
    total_minor: invoice.total,
    amount_due_minor: invoice.amount_due,
    amount_paid_minor: invoice.amount_paid,
    amount_remaining_minor: invoice.status === 'void' ? 0 : invoice.amount_remaining,
    overpaid_minor: invoice.amount_overpaid,
    credited_minor: invoice.pre_payment_credit_notes_amount + invoice.post_payment_credit_notes_amount,
    balance_used_minor: readUsedCredit(invoice),
    issued_at: readMoment(invoice.status_transitions.finalized_at),
    due_at: readMoment(invoice.due_date),
    paid_at: readMoment(invoice.status_transitions.paid_at),
    hosted_url: invoice.hosted_invoice_url ?? null,
    pdf_url: invoice.invoice_pdf ?? null,
  };
}

/** How much credit of the company was used on an invoice when it was issued, in the smallest unit. */
export function readUsedCredit(invoice: Stripe.Invoice): number {
  return Math.max(0, (invoice.ending_balance ?? invoice.starting_balance) - invoice.starting_balance);
}

/** The id of an object that may have been expanded. */
export function readId(reference: string | { id: string } | null | undefined): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}

function readMoment(seconds: number | null): string | null {
  return seconds === null ? null : new Date(seconds * 1000).toISOString();
}
