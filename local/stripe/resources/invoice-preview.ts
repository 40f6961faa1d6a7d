import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { refuse } from '../errors.ts';
import { defineRoute, type Route } from '../routing.ts';
import type { Collections } from '../store.ts';
import type { Wire } from '../wire.ts';
import { fillAddress } from './address.ts';
import { checkCurrency } from './amounts.ts';
import { makePreviewCustomer } from './customers.ts';
import { findCustomer, findObject } from './find.ts';
import { addItemLine, takePendingItems } from './invoice-item-lines.ts';
import { keepItem } from './invoice-item-make.ts';
import { computeTotals } from './invoice-lines.ts';
import { makeInvoice } from './invoice-make.ts';
import { type LineInput, readLinePrice } from './line-price.ts';
import { rehearse } from './rehearse.ts';
import { createSubscription } from './subscription-create.ts';
import { addPeriodLines, draftForSubscription } from './subscription-invoice.ts';
import { updateSubscription } from './subscription-update.ts';
import { createTaxId } from './tax-ids.ts';
import { refuseUnsupported } from './unsupported.ts';

type Params = Wire<Stripe.InvoiceCreatePreviewParams>;

export const invoicePreviewRoutes: Route[] = [
  defineRoute<Stripe.InvoiceCreatePreviewParams>(
    'POST',
    '/v1/invoices/create_preview',
    'InvoiceCreatePreviewParams',
    ({ double, params }) => rehearse(double, (rehearsal) => previewInvoice(rehearsal, params)),
  ),
];

/** Computes the invoice that a new or changed subscription would lead to. Runs on a copy, so it may change everything. */
function previewInvoice(double: Double, params: Params): Collections['invoice'] {
  const details = params.subscription_details;
  if (!params.subscription && params.invoice_items && !details) return previewItems(double, params);
  if (!params.subscription) {
    if (!params.customer || !details?.items) {
      refuse('You must specify `subscription`, or `customer` with `subscription_details[items]`.', {
        code: 'parameter_missing',
        param: 'subscription',
      });
    }
    const customer = findCustomer(double, params.customer, 'customer');
    customer.email ??= 'preview@example.com';
    const created = createSubscription(double, {
      customer: customer.id,
      items: details.items as Wire<Stripe.SubscriptionCreateParams>['items'],
      collection_method: 'send_invoice',
      days_until_due: 30,
      automatic_tax: params.automatic_tax as Wire<Stripe.SubscriptionCreateParams>['automatic_tax'],
    });
    return finishPreview(double, findObject(double, 'invoice', created.latest_invoice ?? ''));
  }
  const subscription = findObject(double, 'subscription', params.subscription, 'subscription');
  const isInvoicedNow = details?.proration_behavior === 'always_invoice';
  if (details?.items) {
    updateSubscription(double, subscription, {
      items: details.items as Wire<Stripe.SubscriptionUpdateParams>['items'],
      proration_behavior: isInvoicedNow ? 'create_prorations' : details.proration_behavior,
      proration_date: details.proration_date,
    });
  }
  if (!isInvoicedNow && subscription.cancel_at_period_end) {
    refuse('No upcoming invoices for customer', { code: 'invoice_upcoming_none' });
  }
  const invoice = draftForSubscription(double, subscription, isInvoicedNow ? 'subscription_update' : 'upcoming');
  takePendingItems(double, invoice, subscription.id);
  if (!isInvoicedNow) {
    for (const item of subscription.items.data) {
      const length = item.current_period_end - item.current_period_start;
      item.current_period_start = item.current_period_end;
      item.current_period_end += length;
    }
    addPeriodLines(double, invoice, subscription);
  }
  return finishPreview(double, invoice);
}

/** Computes what some items would cost a customer, who need not exist: place and tax numbers are enough. */
function previewItems(double: Double, params: Params): Collections['invoice'] {
  const currency = params.currency?.toLowerCase();
  if (!currency) refuse('Missing required param: currency.', { code: 'parameter_missing', param: 'currency' });
  checkCurrency(currency);
  const customer = params.customer ? findCustomer(double, params.customer, 'customer') : makePreviewCustomer(double);
  const { address, tax_ids: taxIds, tax_exempt: exempt } = params.customer_details ?? {};
  if (address !== undefined) customer.address = fillAddress(address);
  if (exempt !== undefined) customer.tax_exempt = exempt || 'none';
  for (const taxId of taxIds ?? []) createTaxId(double, customer, taxId);
  const now = double.clock.now();
  const invoice = makeInvoice(double, {
    customer,
    currency,
    collectionMethod: 'charge_automatically',
    billingReason: 'upcoming',
    automaticTax: params.automatic_tax?.enabled ?? false,
    autoAdvance: false,
    periodStart: now,
    periodEnd: now,
  });
  for (const sent of params.invoice_items ?? []) addPreviewItem(double, invoice, sent as LineInput);
  return finishPreview(double, invoice);
}

function addPreviewItem(double: Double, invoice: Collections['invoice'], sent: LineInput): void {
  refuseUnsupported(sent, [
    'discounts',
    'tax_rates',
    'unit_amount',
    'unit_amount_decimal',
    'quantity_decimal',
    'invoiceitem',
  ]);
  const { price, amount, quantity } = readLinePrice(double, sent, invoice.currency);
  const now = double.clock.now();
  const item = keepItem(double, {
    amount,
    currency: price.currency,
    customer: invoice.customer ?? '',
    description: sent.description ?? null,
    metadata: {},
    period: { start: now, end: now },
    price,
    quantity,
    proration: false,
    subscription: null,
    invoice: invoice.id,
  });
  addItemLine(double, invoice, item);
}

function finishPreview(double: Double, invoice: Collections['invoice']): Collections['invoice'] {
  computeTotals(double, invoice);
  invoice.id = invoice.id.replace(/^in_/, 'upcoming_in_');
  invoice.automatically_finalizes_at = null;
  return invoice;
}
