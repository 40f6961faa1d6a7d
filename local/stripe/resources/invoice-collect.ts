import type { Double } from '../double.ts';
import { StripeFailure } from '../errors.ts';
import { emitEvent } from '../events.ts';
import type { Collections } from '../store.ts';
import { payWithMethod } from './invoice-pay.ts';

/** Charges an automatic invoice; a refusal leaves the subscription incomplete or past due. */
export function collectInvoice(double: Double, invoice: Collections['invoice']): void {
  try {
    payWithMethod(double, invoice, {});
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error;
    const subscription = double.store.get('subscription', invoice.parent?.subscription_details?.subscription ?? '');
    if (!subscription || subscription.status === 'canceled') return;
    const previous = { status: subscription.status };
    subscription.status = invoice.billing_reason === 'subscription_create' ? 'incomplete' : 'past_due';
    emitEvent(double, 'customer.subscription.updated', subscription, previous);
  }
}
