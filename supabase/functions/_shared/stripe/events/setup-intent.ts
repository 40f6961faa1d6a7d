import { keepNewestCard } from '../keep-card.ts';
import { readId } from '../mirror-invoice.ts';
import type { EventHandling } from './event-handling.ts';

/** A card that was saved. One that could not be is told to the member on Stripe's page. */
export const setupIntentEvents: EventHandling = {
  types: ['setup_intent.succeeded'],
  handle: async (tools, id, readAt) => {
    const customer = readId((await tools.stripe.setupIntents.retrieve(id)).customer);
    if (customer) await keepNewestCard(tools, customer, readAt);
  },
};
