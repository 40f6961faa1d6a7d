import type Stripe from 'stripe';
import { refuse } from '../errors.ts';
import { emitEvent } from '../events.ts';
import { isWithin, listPage } from '../list.ts';
import { defineRoute, type Route } from '../routing.ts';
import { cancelTask } from '../tasks.ts';
import { findObject } from './find.ts';
import { createInvoice } from './invoice-create.ts';
import { finalizeInvoice } from './invoice-finalize.ts';
import { payInvoice } from './invoice-pay.ts';
import { updateInvoice } from './invoice-update.ts';
import { cancelPayment } from './make-payment-intent.ts';

export const invoiceRoutes: Route[] = [
  defineRoute<Stripe.InvoiceCreateParams>('POST', '/v1/invoices', 'InvoiceCreateParams', ({ double, params }) =>
    createInvoice(double, params),
  ),
  defineRoute<Stripe.InvoiceRetrieveParams>('GET', '/v1/invoices/:id', 'InvoiceRetrieveParams', ({ double, id }) =>
    findObject(double, 'invoice', id),
  ),
  defineRoute<Stripe.InvoiceUpdateParams>('POST', '/v1/invoices/:id', 'InvoiceUpdateParams', ({ double, params, id }) =>
    updateInvoice(double, findObject(double, 'invoice', id), params),
  ),
  defineRoute<Stripe.InvoiceDeleteParams>('DELETE', '/v1/invoices/:id', 'InvoiceDeleteParams', ({ double, id }) => {
    const invoice = findObject(double, 'invoice', id);
    if (invoice.status !== 'draft' || invoice.parent?.subscription_details) {
      refuse('You can only delete draft invoices that do not belong to a subscription.', {
        code: 'invoice_not_editable',
      });
    }
    for (const item of double.store.all('invoiceitem')) {
      if (item.invoice === id) item.invoice = null;
    }
    double.store.remove('invoice', id);
    cancelTask(double, 'finalize_invoice', id);
    emitEvent(double, 'invoice.deleted', invoice);
    return { id, object: 'invoice', deleted: true };
  }),
  defineRoute<Stripe.InvoiceListParams>('GET', '/v1/invoices', 'InvoiceListParams', ({ double, params }) => {
    const found = double.store
      .all('invoice')
      .filter((invoice) => !params.customer || invoice.customer === params.customer)
      .filter((invoice) => !params.status || invoice.status === params.status)
      .filter((invoice) => !params.collection_method || invoice.collection_method === params.collection_method)
      .filter(
        (invoice) => !params.subscription || invoice.parent?.subscription_details?.subscription === params.subscription,
      )
      .filter((invoice) => isWithin(invoice.created, params.created) && isWithin(invoice.due_date, params.due_date));
    return listPage(found, params, '/v1/invoices');
  }),
  defineRoute<Stripe.InvoiceFinalizeInvoiceParams>(
    'POST',
    '/v1/invoices/:id/finalize',
    'InvoiceFinalizeInvoiceParams',
    ({ double, params, id }) => {
      const invoice = findObject(double, 'invoice', id);
      finalizeInvoice(double, invoice);
      if (params.auto_advance !== undefined && invoice.status === 'open') invoice.auto_advance = params.auto_advance;
      return invoice;
    },
  ),
  defineRoute<Stripe.InvoicePayParams>('POST', '/v1/invoices/:id/pay', 'InvoicePayParams', ({ double, params, id }) =>
    payInvoice(double, findObject(double, 'invoice', id), params),
  ),
  defineRoute<Stripe.InvoiceSendInvoiceParams>('POST', '/v1/invoices/:id/send', 'InvoiceSendInvoiceParams', (call) => {
    const { double } = call;
    const invoice = findObject(double, 'invoice', call.id);
    if (invoice.collection_method !== 'send_invoice') {
      refuse('You can only manually send an invoice if its collection method is `send_invoice`.');
    }
    if (invoice.status === 'void') refuse('You cannot send a voided invoice.', { code: 'invoice_not_editable' });
    if (invoice.status === 'draft') finalizeInvoice(double, invoice);
    emitEvent(double, 'invoice.sent', invoice);
    return invoice;
  }),
  defineRoute<Stripe.InvoiceVoidInvoiceParams>('POST', '/v1/invoices/:id/void', 'InvoiceVoidInvoiceParams', (call) => {
    const { double } = call;
    const invoice = findObject(double, 'invoice', call.id);
    if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
      refuse(`You can only pass in open or uncollectible invoices. This invoice is ${invoice.status}.`, {
        code: 'invoice_not_editable',
      });
    }
    const previous = { status: invoice.status };
    cancelPayment(double, invoice.id);
    cancelTask(double, 'invoice_due', invoice.id);
    invoice.status = 'void';
    invoice.auto_advance = false;
    invoice.status_transitions.voided_at = double.clock.now();
    emitEvent(double, 'invoice.voided', invoice);
    emitEvent(double, 'invoice.updated', invoice, previous);
    return invoice;
  }),
  defineRoute<Stripe.InvoiceMarkUncollectibleParams>(
    'POST',
    '/v1/invoices/:id/mark_uncollectible',
    'InvoiceMarkUncollectibleParams',
    ({ double, id }) => {
      const invoice = findObject(double, 'invoice', id);
      if (invoice.status !== 'open') {
        refuse(`You can only mark open invoices as uncollectible. This invoice is ${invoice.status}.`, {
          code: 'invoice_not_editable',
        });
      }
      invoice.status = 'uncollectible';
      invoice.auto_advance = false;
      invoice.status_transitions.marked_uncollectible_at = double.clock.now();
      emitEvent(double, 'invoice.marked_uncollectible', invoice);
      emitEvent(double, 'invoice.updated', invoice, { status: 'open' });
      return invoice;
    },
  ),
];
