import { mirrorInvoice, readId } from '../mirror-invoice.ts';
import type { EventHandling } from './event-handling.ts';

/** A payment of an invoice: its invoice is mirrored, which may have been paid in part. */
export const invoicePaymentEvents: EventHandling = {
  types: ['invoice_payment.paid'],
  handle: async ({ stripe, database }, id, readAt) => {
    const invoice = readId((await stripe.invoicePayments.retrieve(id)).invoice);
    if (invoice) await mirrorInvoice(database, await stripe.invoices.retrieve(invoice), readAt);
  },
};
