import type { Double } from '../double.ts';
import { emitEvent } from '../events.ts';

/** When an invoice's due date passes unpaid, its subscription is past due. The invoice itself stays open, as at Stripe. */
export function markInvoiceOverdue(double: Double, id: string): void {
  const invoice = double.store.get('invoice', id);
  if (invoice?.status !== 'open') return;
  const subscription = double.store.get('subscription', invoice.parent?.subscription_details?.subscription ?? '');
  if (subscription?.status !== 'active') return;
  subscription.status = 'past_due';
  emitEvent(double, 'customer.subscription.updated', subscription, { status: 'active' });
}
