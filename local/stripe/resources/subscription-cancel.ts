import type { Double } from '../double.ts';
import { emitEvent } from '../events.ts';
import type { Collections } from '../store.ts';
import { cancelTask } from '../tasks.ts';

/** Ends a subscription now. Open invoices stay as they are; drafts no longer advance by themselves. */
export function cancelSubscription(double: Double, subscription: Collections['subscription']): void {
  const now = double.clock.now();
  subscription.status = 'canceled';
  subscription.canceled_at ??= now;
  subscription.ended_at = now;
  const wasPlanned = subscription.cancel_at !== null;
  const details = subscription.cancellation_details;
  if (details) details.reason ??= 'cancellation_requested';
  cancelTask(double, 'renew_subscription', subscription.id);
  if (!wasPlanned) stopDrafts(double, subscription.id);
  emitEvent(double, 'customer.subscription.deleted', subscription);
}

function stopDrafts(double: Double, id: string): void {
  for (const invoice of double.store.all('invoice')) {
    if (invoice.status !== 'draft' || invoice.parent?.subscription_details?.subscription !== id) continue;
    invoice.auto_advance = false;
    invoice.automatically_finalizes_at = null;
    cancelTask(double, 'finalize_invoice', invoice.id);
  }
}
