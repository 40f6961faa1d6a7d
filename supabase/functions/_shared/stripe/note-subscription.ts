import type Stripe from 'stripe';
import type { Database } from '../database.ts';
import { readId } from './mirror-invoice.ts';

/** A subscription in the words of `service.note_subscriptions`. */
export interface SubscriptionNews {
  stripe_subscription_id: string;
  stripe_customer_id: string;
  membership_id: string | null;
  status: string;
  cancels_at_period_end: boolean;
  /** ISO 8601. */
  period_ends_at: string | null;
}

/** Notes a subscription as Stripe shows it, for the comparison with memberships. `readAt`: see `mirrorInvoice`. */
export async function noteSubscription(
  database: Database,
  subscription: Stripe.Subscription,
  readAt: string,
): Promise<void> {
  await database('note_subscriptions', { news: [describeSubscription(subscription)], read_at: readAt });
}

/** A Stripe subscription in those words. */
export function describeSubscription(subscription: Stripe.Subscription): SubscriptionNews {
  const end = subscription.items.data[0]?.current_period_end;
  return {
    stripe_subscription_id: subscription.id,
    stripe_customer_id: readId(subscription.customer) ?? '',
    membership_id: subscription.metadata.membership_id ?? null,
    status: subscription.status,
    cancels_at_period_end: subscription.cancel_at_period_end,
    period_ends_at: end === undefined ? null : new Date(end * 1000).toISOString(),
  };
}
