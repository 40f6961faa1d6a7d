import type Stripe from 'stripe';
import { isMissing } from '../failures.ts';
import { mirrorInvoice } from '../mirror-invoice.ts';
import type { StripeTools } from '../stripe-tools.ts';
import type { EventHandling } from './event-handling.ts';

/** Every event of an invoice mirrors it; a draft that was deleted leaves the mirror as well. */
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
    'invoice.deleted',
  ],
  handle: async (tools, id, readAt) => {
    const invoice = await findInvoice(tools, id);
    if (invoice) await mirrorInvoice(tools, invoice, readAt);
    else await tools.database('drop_draft', { invoice: id });
  },
};

async function findInvoice({ stripe }: StripeTools, id: string): Promise<Stripe.Invoice | undefined> {
  try {
    return await stripe.invoices.retrieve(id);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
