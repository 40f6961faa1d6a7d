import { mirrorDispute } from '../mirror-dispute.ts';
import type { EventHandling } from './event-handling.ts';

/** A card holder disputes a charge at his bank, and what becomes of it. */
export const disputeEvents: EventHandling = {
  types: [
    'charge.dispute.created',
    'charge.dispute.updated',
    'charge.dispute.closed',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.funds_reinstated',
  ],
  handle: async (tools, id, readAt) => mirrorDispute(tools, await tools.stripe.disputes.retrieve(id), readAt),
};
