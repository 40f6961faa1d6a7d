import { mirrorInvoice } from '../mirror-invoice.ts';
import type { EventHandling } from './event-handling.ts';

/** Every event of an invoice mirrors it. */
export const invoiceEvents: EventHandling = {
  types: [
    'invoice.created',
    'invoice.updated',
    'invoice.finalized',
    'invoice.finalization_failed',
    'invoice.sent',
    'invoice.paid',
    'invoice.payment_succeeded',
    'invoice.payment_failed',
    'invoice.payment_action_required',
    'invoice.payment_attempt_required',
    'invoice.overpaid',
    'invoice.overdue',
    'invoice.voided',
    'invoice.marked_uncollectible',
  ],
  handle: async ({ stripe, database }, id, readAt) =>
    mirrorInvoice(database, await stripe.invoices.retrieve(id), readAt),
};
