import * as z from 'zod/mini';
import { keepNewestCard } from '../keep-card.ts';
import { readId } from '../mirror-invoice.ts';
import type { EventHandling } from './event-handling.ts';

/**
 * A card that came, was renewed by its bank, or was taken away. Of one that was taken away Stripe does not say any more whose it was: we know whose card
 * it is that we charge.
 */
export const paymentMethodEvents: EventHandling = {
  types: [
    'payment_method.attached',
    'payment_method.updated',
    'payment_method.automatically_updated',
    'payment_method.detached',
  ],
  handle: async (tools, id, readAt) => {
    const holder = readId((await tools.stripe.paymentMethods.retrieve(id)).customer);
    const known = await tools.database('customer_of_card', { payment_method: id });
    const customer = holder ?? z.nullable(z.string()).parse(known);
    if (customer) await keepNewestCard(tools, customer, readAt);
  },
};
