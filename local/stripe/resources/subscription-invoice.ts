import type { Double } from '../double.ts';
import { emitEvent } from '../events.ts';
import type { Collections } from '../store.ts';
import { collectInvoice } from './invoice-collect.ts';
import { keepDraft } from './invoice-create.ts';
import { finalizeInvoice } from './invoice-finalize.ts';
import { takePendingItems } from './invoice-item-lines.ts';
import { computeTotals, makeLine } from './invoice-lines.ts';
import { makeInvoice } from './invoice-make.ts';
import type { Item } from './subscription-items.ts';

type Subscription = Collections['subscription'];
type Invoice = Collections['invoice'];

/** Bills a subscription: its period (not for `subscription_update`) and what is pending. A sent invoice stays a draft for an hour. */
export function billSubscription(
  double: Double,
  subscription: Subscription,
  reason: 'subscription_create' | 'subscription_cycle' | 'subscription_update',
): Invoice {
  const invoice = draftForSubscription(double, subscription, reason);
  keepDraft(double, invoice);
  takePendingItems(double, invoice, subscription.id);
  if (reason !== 'subscription_update') addPeriodLines(double, invoice, subscription);
  computeTotals(double, invoice);
  subscription.latest_invoice = invoice.id;
  emitEvent(double, 'invoice.created', invoice);
  if (reason !== 'subscription_create') {
    emitEvent(double, 'customer.subscription.updated', subscription, { latest_invoice: null });
  }
  if (subscription.collection_method !== 'send_invoice' && reason !== 'subscription_cycle') {
    finalizeInvoice(double, invoice);
    if (invoice.status === 'open') collectInvoice(double, invoice);
  }
  return invoice;
}

/** Makes an empty draft with everything a subscription decides about its invoices. */
export function draftForSubscription(double: Double, subscription: Subscription, reason: string): Invoice {
  const customer = double.store.get('customer', subscription.customer);
  if (!customer) throw new Error(`The customer of ${subscription.id} is gone`);
  const [item] = subscription.items.data;
  const now = double.clock.now();
  const isCycle = reason === 'subscription_cycle';
  const invoice = makeInvoice(double, {
    customer,
    currency: subscription.currency,
    collectionMethod: subscription.collection_method,
    billingReason: reason,
    automaticTax: subscription.automatic_tax.enabled,
    autoAdvance: true,
    periodStart: isCycle && item ? item.current_period_start : now,
    periodEnd: now,
  });
  if (subscription.days_until_due !== null) {
    invoice.due_date = now + subscription.days_until_due * 24 * 3600;
    double.store.put('setting', { id: `days:${invoice.id}`, value: subscription.days_until_due });
  }
  invoice.description = subscription.description;
  invoice.parent = {
    quote_details: null,
    subscription_details: { metadata: { ...subscription.metadata }, subscription: subscription.id },
    type: 'subscription_details',
  };
  const settings = subscription.payment_settings;
  invoice.payment_settings = {
    default_mandate: null,
    payment_method_options: (settings?.payment_method_options ??
      null) as Invoice['payment_settings']['payment_method_options'],
    payment_method_types: settings?.payment_method_types ?? null,
  };
  return invoice;
}

/** Adds one line per item for its current period. */
export function addPeriodLines(double: Double, invoice: Invoice, subscription: Subscription): void {
  for (const item of subscription.items.data) {
    invoice.lines.data.push(
      makeLine(invoice, {
        amount: (item.price.unit_amount ?? 0) * (item.quantity ?? 1),
        currency: subscription.currency,
        description: describeItem(double, item),
        quantity: item.quantity ?? 1,
        price: item.price,
        period: { start: item.current_period_start, end: item.current_period_end },
        metadata: subscription.metadata,
        subscription: subscription.id,
        parent: {
          invoice_item_details: null,
          subscription_item_details: {
            invoice_item: null,
            proration: false,
            proration_details: { credited_items: null },
            subscription: subscription.id,
            subscription_item: item.id,
          },
          type: 'subscription_item_details',
        },
      }),
    );
  }
}

function describeItem(double: Double, item: Item): string {
  const name = double.store.get('product', item.price.product)?.name ?? 'Subscription';
  return `${item.quantity ?? 1} × ${name} (at ${((item.price.unit_amount ?? 0) / 100).toFixed(2)} / ${item.price.recurring?.interval})`;
}
