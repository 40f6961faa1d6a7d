import type { Double } from '../double.ts';
import { refuse, StripeFailure } from '../errors.ts';
import { emitEvent } from '../events.ts';
import { makeToken } from '../identifiers.ts';
import type { Collections } from '../store.ts';
import { cancelTask, scheduleTask } from '../tasks.ts';
import { applyCustomerBalance } from './customer-balance.ts';
import { collectInvoice } from './invoice-collect.ts';
import { computeTotals } from './invoice-lines.ts';
import { settleInvoice } from './invoice-settle.ts';
import { openPayment } from './make-payment-intent.ts';

type Invoice = Collections['invoice'];

const day = 24 * 3600;

/** Finalises a draft whose hour has come, sends it or charges it. What cannot be finalised is reported as an event. */
export function finalizeDueInvoice(double: Double, id: string): void {
  const invoice = double.store.get('invoice', id);
  if (invoice?.status !== 'draft') return;
  try {
    finalizeInvoice(double, invoice);
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error;
    return;
  }
  // Paying a zero invoice happens inside finalizeInvoice, so the status may no longer be open.
  if (readStatus(invoice) !== 'open') return;
  if (invoice.collection_method === 'send_invoice') {
    if (invoice.customer_email) emitEvent(double, 'invoice.sent', invoice);
  } else collectInvoice(double, invoice);
}

/** Turns a draft into an open invoice: number, due date, fixed tax, addresses of the page and the PDF, a payment to make. */
export function finalizeInvoice(double: Double, invoice: Invoice): Invoice {
  if (invoice.status !== 'draft') {
    refuse("This invoice is already finalized, you can't re-finalize a non-draft invoice.", {
      code: 'invoice_not_editable',
    });
  }
  const customer = double.store.get('customer', invoice.customer ?? '');
  if (!customer) refuse('The customer of this invoice was deleted.', { code: 'resource_missing', param: 'customer' });
  computeTotals(double, invoice);
  refuseUnknownLocation(double, invoice);
  const now = double.clock.now();
  const days = double.store.get('setting', `days:${invoice.id}`)?.value;
  if (invoice.collection_method === 'send_invoice' && days !== undefined) invoice.due_date = now + days * day;
  invoice.number = takeNumber(customer);
  invoice.status = 'open';
  invoice.effective_at = now;
  invoice.automatically_finalizes_at = null;
  invoice.last_finalization_error = null;
  invoice.status_transitions.finalized_at = now;
  const token = makeToken(40);
  double.store.put('invoice_token', { id: token, invoice: invoice.id });
  invoice.hosted_invoice_url = `${double.baseUrl}/i/${token}`;
  invoice.invoice_pdf = `${double.baseUrl}/i/${token}/pdf`;
  cancelTask(double, 'finalize_invoice', invoice.id);
  applyCustomerBalance(double, invoice, customer);
  if (invoice.amount_due > 0) openPayment(double, invoice);
  emitEvent(double, 'invoice.finalized', invoice, { status: 'draft', number: null });
  emitEvent(double, 'invoice.updated', invoice, { status: 'draft', number: null });
  if (invoice.amount_due === 0) settleInvoice(double, invoice, { amount: 0 });
  else if (invoice.due_date) scheduleTask(double, 'invoice_due', invoice.id, invoice.due_date);
  return invoice;
}

function readStatus(invoice: Invoice): string | null {
  return invoice.status;
}

function takeNumber(customer: Collections['customer']): string {
  const sequence = customer.next_invoice_sequence ?? 1;
  customer.next_invoice_sequence = sequence + 1;
  return `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`;
}

function refuseUnknownLocation(double: Double, invoice: Invoice): void {
  if (!invoice.automatic_tax.enabled || invoice.automatic_tax.status === 'complete') return;
  const message =
    "The customer's location isn't recognized. Set a valid customer address in order to automatically calculate tax.";
  invoice.last_finalization_error = { type: 'invalid_request_error', code: 'customer_tax_location_invalid', message };
  emitEvent(double, 'invoice.finalization_failed', invoice);
  refuse(message, { code: 'customer_tax_location_invalid' });
}
