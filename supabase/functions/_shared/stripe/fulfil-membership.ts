import { keepCustomer } from './customer.ts';
import type { MembershipOrder } from './membership-order.ts';
import type { StripeTools } from './stripe-tools.ts';
import { keepSubscription } from './subscription.ts';

/**
 * Tells Stripe of a membership that is active already (decision 3). Every step may be repeated, also by two at once: customer and
 * subscription are made with idempotency keys from our ids.
 * @returns the customer's id at Stripe
 */
export async function fulfilMembership({ stripe, database }: StripeTools, order: MembershipOrder): Promise<string> {
  const customer = await keepCustomer(stripe, database, order);
  const subscription = await keepSubscription(stripe, customer, order);
  await database('attach_subscription', { membership: order.membership_id, customer, subscription });
  return customer;
}
