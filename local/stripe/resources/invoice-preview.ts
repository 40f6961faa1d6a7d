import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { refuse } from '../errors.ts';
import { defineRoute, type Route } from '../routing.ts';
import type { Collections } from '../store.ts';
import type { Wire } from '../wire.ts';
import { findCustomer, findObject } from './find.ts';
import { takePendingItems } from './invoice-item-lines.ts';
import { computeTotals } from './invoice-lines.ts';
import { rehearse } from './rehearse.ts';
import { createSubscription } from './subscription-create.ts';
import { addPeriodLines, draftForSubscription } from './subscription-invoice.ts';
import { updateSubscription } from './subscription-update.ts';

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

function finishPreview(double: Double, invoice: Collections['invoice']): Collections['invoice'] {
  computeTotals(double, invoice);
  invoice.id = invoice.id.replace(/^in_/, 'upcoming_in_');
  invoice.automatically_finalizes_at = null;
  return invoice;
}
