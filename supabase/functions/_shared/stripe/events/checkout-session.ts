import { keepNewestCard } from '../keep-card.ts';
import { readId } from '../mirror-invoice.ts';
import type { EventHandling } from './event-handling.ts';

/** A finished page that saved a card. One that expired saved nothing, and there is nothing to take back. */
export const checkoutSessionEvents: EventHandling = {
  types: ['checkout.session.completed'],
  handle: async (tools, id, readAt) => {
    const session = await tools.stripe.checkout.sessions.retrieve(id);
    const customer = readId(session.customer);
    if (session.mode === 'setup' && customer) await keepNewestCard(tools, customer, readAt);
  },
};
