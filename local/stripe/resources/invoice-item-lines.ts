import type { Double } from '../double.ts';
import type { Collections } from '../store.ts';
import { makeLine } from './invoice-lines.ts';

type Invoice = Collections['invoice'];
type InvoiceItem = Collections['invoiceitem'];

/** Puts the customer's waiting items onto a draft: those of the subscription, and those of none. */
export function takePendingItems(double: Double, invoice: Invoice, subscription?: string): void {
  const waiting = double.store
    .all('invoiceitem')
    .filter((item) => item.invoice === null && item.customer === invoice.customer && item.currency === invoice.currency)
    .filter((item) => {
      const owner = item.parent?.subscription_details?.subscription;
      return owner === undefined || owner === subscription;
    });
  for (const item of waiting) addItemLine(double, invoice, item);
}

/** Puts one item onto a draft. */
export function addItemLine(double: Double, invoice: Invoice, item: InvoiceItem): void {
  const price = double.store.get('price', item.pricing?.price_details?.price ?? '');
  if (!price) throw new Error(`The price of ${item.id} is gone`);
  const details = item.parent?.subscription_details;
  item.invoice = invoice.id;
  invoice.lines.data.push(
    makeLine(invoice, {
      amount: item.amount,
      currency: item.currency,
      description: item.description,
      quantity: item.quantity,
      price,
      period: item.period,
      metadata: item.metadata,
      subscription: details?.subscription ?? null,
      parent: details?.subscription_item
        ? {
            invoice_item_details: null,
            subscription_item_details: {
              invoice_item: item.id,
              proration: item.proration,
              proration_details: { credited_items: null },
              subscription: details.subscription,
              subscription_item: details.subscription_item,
            },
            type: 'subscription_item_details',
          }
        : {
            invoice_item_details: {
              invoice_item: item.id,
              proration: item.proration,
              proration_details: { credited_items: null },
              subscription: details?.subscription ?? null,
            },
            subscription_item_details: null,
            type: 'invoice_item_details',
          },
    }),
  );
}
