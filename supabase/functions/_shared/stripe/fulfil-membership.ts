import type Stripe from 'stripe';
import type { Database } from '../database.ts';
import { keepCustomer } from './customer.ts';
import type { MembershipOrder } from './membership-order.ts';
import { keepSubscription } from './subscription.ts';

export interface StripeTools {
  stripe: Stripe;
  database: Database;
}

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
