import type { Double } from '../double.ts';
import { scheduleTask } from '../tasks.ts';
import { findPeriodEnd } from './periods.ts';
import { cancelSubscription } from './subscription-cancel.ts';
import { billSubscription } from './subscription-invoice.ts';
import { makePlan } from './subscription-items.ts';

/** At the end of a period: ends the subscription when that was asked for, else begins and bills the next period. */
export function renewSubscription(double: Double, id: string): void {
  const subscription = double.store.get('subscription', id);
  const [first] = subscription?.items.data ?? [];
  if (!subscription || !first || subscription.status === 'canceled') return;
  const now = double.clock.now();
  if (subscription.cancel_at !== null && subscription.cancel_at <= now) {
    cancelSubscription(double, subscription);
    return;
  }
  const { recurring } = first.price;
  if (!recurring || first.current_period_end > now) return;
  const end = findPeriodEnd(subscription.billing_cycle_anchor, recurring, first.current_period_end);
  for (const item of subscription.items.data) {
    item.current_period_start = item.current_period_end;
    item.current_period_end = end;
    item.plan = makePlan(item.price);
  }
  scheduleTask(double, 'renew_subscription', id, Math.min(end, subscription.cancel_at ?? end));
  billSubscription(double, subscription, 'subscription_cycle');
}
