import { noteSubscription } from '../note-subscription.ts';
import type { EventHandling } from './event-handling.ts';

/** What happens to a subscription at Stripe is noted and compared with its membership; it never changes one (decision 3). */
export const subscriptionEvents: EventHandling = {
  types: ['customer.subscription.created', 'customer.subscription.updated', 'customer.subscription.deleted'],
  handle: async ({ stripe, database }, id, readAt) =>
    noteSubscription(database, await stripe.subscriptions.retrieve(id), readAt),
};
