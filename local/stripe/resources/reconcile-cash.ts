import type { Double } from '../double.ts';
import { emitEvent } from '../events.ts';
import type { Collections } from '../store.ts';
import { addCash } from './cash-transactions.ts';
import { recordCharge } from './charges.ts';
import { settleInvoice } from './invoice-settle.ts';
import { findPayment } from './make-payment-intent.ts';
import { makeTransferMethod } from './make-payment-method.ts';

type Invoice = Collections['invoice'];

/** Stripe matches transfers with invoices at most this long overdue, in seconds. */
const lateLimit = 30 * 24 * 3600;

/**
 * Pays open invoices from a customer's cash: the one named in the reference first, then one of exactly this amount,
 * then the earliest due ones. An invoice is paid whole or not at all; what is left stays in the cash balance.
 */
export function reconcileCash(double: Double, customer: string, currency: string, reference: string): void {
  for (let invoice = choose(); invoice; invoice = choose()) payFromCash(double, invoice);

  function choose(): Invoice | undefined {
    const available = double.store.get('cash_balance', customer)?.available[currency] ?? 0;
    const open = listPayable(double, customer, currency).filter((invoice) => invoice.amount_remaining <= available);
    return (
      open.find((invoice) => invoice.number !== null && reference.includes(invoice.number)) ??
      open.find((invoice) => invoice.amount_remaining === available) ??
      open[0]
    );
  }
}

function listPayable(double: Double, customer: string, currency: string): Invoice[] {
  const now = double.clock.now();
  return double.store
    .all('invoice')
    .filter((invoice) => invoice.customer === customer && invoice.currency === currency && invoice.status === 'open')
    .filter((invoice) => {
      const types = invoice.payment_settings.payment_method_types;
      return types === null || types.includes('customer_balance');
    })
    .filter((invoice) => invoice.due_date === null || invoice.due_date + lateLimit >= now)
    .sort((first, second) => (first.due_date ?? Infinity) - (second.due_date ?? Infinity));
}

/** Pays an open invoice from its customer's cash, which must cover what remains. */
export function payFromCash(double: Double, invoice: Invoice): void {
  const open = findPayment(double, invoice.id);
  if (!open) throw new Error(`The open invoice ${invoice.id} has no payment`);
  const { intent } = open;
  const customer = invoice.customer ?? '';
  const method = makeTransferMethod(double, customer);
  addCash(double, customer, invoice.currency, -intent.amount, {
    type: 'applied_to_payment',
    applied_to_payment: { payment_intent: intent.id },
  });
  const charge = recordCharge(double, intent, method, undefined);
  intent.status = 'succeeded';
  intent.payment_method = method.id;
  intent.amount_received = intent.amount;
  intent.latest_charge = charge.id;
  intent.next_action = null;
  emitEvent(double, 'charge.succeeded', charge);
  emitEvent(double, 'payment_intent.succeeded', intent);
  settleInvoice(double, invoice, { amount: intent.amount });
}
