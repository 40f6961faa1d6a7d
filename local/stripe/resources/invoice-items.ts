import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { refuse } from '../errors.ts';
import { emitEvent } from '../events.ts';
import { isWithin, listPage } from '../list.ts';
import { mergeMetadata } from '../metadata.ts';
import { defineRoute, type Route } from '../routing.ts';
import type { Collections } from '../store.ts';
import type { Wire } from '../wire.ts';
import { findCustomer, findObject } from './find.ts';
import { addItemLine } from './invoice-item-lines.ts';
import { keepItem } from './invoice-item-make.ts';
import { computeTotals } from './invoice-lines.ts';
import { type LineInput, readLinePrice } from './line-price.ts';
import { refuseUnsupported } from './unsupported.ts';

type InvoiceItem = Collections['invoiceitem'];

export const invoiceItemRoutes: Route[] = [
  defineRoute<Stripe.InvoiceItemCreateParams>('POST', '/v1/invoiceitems', 'InvoiceItemCreateParams', (call) =>
    createItem(call.double, call.params),
  ),
  defineRoute<Stripe.InvoiceItemRetrieveParams>('GET', '/v1/invoiceitems/:id', 'InvoiceItemRetrieveParams', (call) =>
    findObject(call.double, 'invoiceitem', call.id),
  ),
  defineRoute<Stripe.InvoiceItemDeleteParams>('DELETE', '/v1/invoiceitems/:id', 'InvoiceItemDeleteParams', (call) => {
    const { double, id } = call;
    const item = findObject(double, 'invoiceitem', id);
    const invoice = item.invoice ? findObject(double, 'invoice', item.invoice) : undefined;
    if (invoice && invoice.status !== 'draft') {
      refuse('You can only delete invoice items that are not on a finalized invoice.', {
        code: 'invoice_not_editable',
      });
    }
    double.store.remove('invoiceitem', id);
    if (invoice) {
      invoice.lines.data = invoice.lines.data.filter((line) => line.parent?.invoice_item_details?.invoice_item !== id);
      computeTotals(double, invoice);
    }
    emitEvent(double, 'invoiceitem.deleted', item);
    return { id, object: 'invoiceitem', deleted: true };
  }),
  defineRoute<Stripe.InvoiceItemListParams>(
    'GET',
    '/v1/invoiceitems',
    'InvoiceItemListParams',
    ({ double, params }) => {
      const found = double.store
        .all('invoiceitem')
        .filter((item) => !params.customer || item.customer === params.customer)
        .filter((item) => !params.invoice || item.invoice === params.invoice)
        .filter((item) => params.pending === undefined || (item.invoice === null) === params.pending)
        .filter((item) => isWithin(item.date, params.created));
      return listPage(found, params, '/v1/invoiceitems');
    },
  ),
];

function createItem(double: Double, params: Wire<Stripe.InvoiceItemCreateParams>): InvoiceItem {
  refuseUnsupported(params, ['discounts', 'tax_rates', 'unit_amount_decimal', 'quantity_decimal']);
  if (!params.customer) refuse('Missing required param: customer.', { code: 'parameter_missing', param: 'customer' });
  const customer = findCustomer(double, params.customer, 'customer');
  const invoice = params.invoice ? findObject(double, 'invoice', params.invoice, 'invoice') : undefined;
  if (params.subscription) findObject(double, 'subscription', params.subscription, 'subscription');
  if (invoice && invoice.customer !== customer.id)
    refuse('The invoice belongs to another customer.', { param: 'invoice' });
  if (invoice && invoice.status !== 'draft') {
    refuse('You can only add items to draft invoices.', { code: 'invoice_not_editable', param: 'invoice' });
  }
  const currency = params.currency?.toLowerCase() ?? invoice?.currency ?? customer.currency ?? undefined;
  const line = readLinePrice(double, params as LineInput, currency);
  if (invoice && line.price.currency !== invoice.currency) {
    refuse(`The currency of the item (${line.price.currency}) must be the invoice's (${invoice.currency}).`, {
      param: 'currency',
    });
  }
  customer.currency ??= line.price.currency;
  const now = double.clock.now();
  const item = keepItem(double, {
    amount: line.amount,
    currency: line.price.currency,
    customer: customer.id,
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
    period: params.period ?? { start: now, end: now },
    price: line.price,
    quantity: line.quantity,
    proration: false,
    subscription: params.subscription ? { id: params.subscription } : null,
    invoice: invoice?.id ?? null,
  });
  if (invoice) {
    addItemLine(double, invoice, item);
    computeTotals(double, invoice);
  }
  return item;
}
