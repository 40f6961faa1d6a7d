import type { Double } from '../double.ts';
import { emitEvent } from '../events.ts';
import type { Collections } from '../store.ts';
import { cancelTask } from '../tasks.ts';
import { findPayment } from './make-payment-intent.ts';

type Invoice = Collections['invoice'];

/** Marks an invoice as paid with `amount` (smallest unit), closes its payment and reports both. */
export function settleInvoice(double: Double, invoice: Invoice, paid: { amount: number; isOffStripe?: boolean }): void {
  const now = double.clock.now();
  const open = findPayment(double, invoice.id);
  if (open && !paid.isOffStripe) {
    open.payment.status = 'paid';
    open.payment.amount_paid = paid.amount;
    open.payment.status_transitions.paid_at = now;
    emitEvent(double, 'invoice_payment.paid', open.payment);
  }
  const previous = {
    status: invoice.status,
    amount_paid: invoice.amount_paid,
    amount_remaining: invoice.amount_remaining,
  };
  invoice.status = 'paid';
  invoice.attempted = true;
  invoice.auto_advance = false;
  invoice.amount_paid += paid.amount;
  if (paid.isOffStripe) invoice.amount_paid_off_stripe = paid.amount;
  invoice.amount_remaining = 0;
  invoice.next_payment_attempt = null;
  invoice.status_transitions.paid_at = now;
  cancelTask(double, 'invoice_due', invoice.id);
  emitEvent(double, 'invoice.updated', invoice, previous);
  emitEvent(double, 'invoice.paid', invoice);
  emitEvent(double, 'invoice.payment_succeeded', invoice);
  restoreSubscription(double, invoice);
}

/** A paid invoice ends the delay of its subscription, unless another one is overdue. */
function restoreSubscription(double: Double, invoice: Invoice): void {
  const subscription = double.store.get('subscription', invoice.parent?.subscription_details?.subscription ?? '');
  if (!subscription || !['past_due', 'unpaid', 'incomplete'].includes(subscription.status)) return;
  const now = double.clock.now();
  const isLate = double.store
    .all('invoice')
    .filter((other) => other.parent?.subscription_details?.subscription === subscription.id)
    .some((other) => other.status === 'open' && other.due_date !== null && other.due_date <= now);
  if (isLate) return;
  const previous = { status: subscription.status };
  subscription.status = 'active';
  emitEvent(double, 'customer.subscription.updated', subscription, previous);
}
