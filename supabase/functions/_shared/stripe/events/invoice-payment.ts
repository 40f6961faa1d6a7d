import { mirrorInvoice, readId } from '../mirror-invoice.ts';
import type { EventHandling } from './event-handling.ts';

/** A payment of an invoice: its invoice is mirrored, which may have been paid in part. */
export const invoicePaymentEvents: EventHandling = {
  types: ['invoice_payment.paid'],
  handle: async (tools, id, readAt) => {
    const invoice = readId((await tools.stripe.invoicePayments.retrieve(id)).invoice);
    if (invoice) await mirrorInvoice(tools, await tools.stripe.invoices.retrieve(invoice), readAt);
  },
};
