import type { Double } from '../double.ts';
import { emitEvent } from '../events.ts';
import { makeId } from '../identifiers.ts';
import { mergeMetadata } from '../metadata.ts';
import type { Collections } from '../store.ts';

interface ItemParts {
  /** The whole item in the smallest unit; negative for a credit. */
  amount: number;
  currency: string;
  customer: string;
  description: string | null;
  metadata: Record<string, string | number | null> | string | null | undefined;
  period: { start: number; end: number };
  price: Collections['price'];
  quantity: number;
  proration: boolean;
  subscription: { id: string; item?: string } | null;
  invoice: string | null;
}

/** Keeps an invoice item that waits for an invoice or belongs to a draft. */
export function keepItem(double: Double, parts: ItemParts): Collections['invoiceitem'] {
  const item: Collections['invoiceitem'] = {
    id: makeId('ii', 24),
    object: 'invoiceitem',
    amount: parts.amount,
    currency: parts.currency,
    customer: parts.customer,
    customer_account: null,
    date: double.clock.now(),
    description: parts.description,
    discountable: !parts.proration,
    discounts: [],
    invoice: parts.invoice,
    livemode: false,
    metadata: mergeMetadata({}, parts.metadata),
    net_amount: parts.amount,
    parent: parts.subscription
      ? {
          subscription_details: {
            subscription: parts.subscription.id,
            ...(parts.subscription.item ? { subscription_item: parts.subscription.item } : {}),
          },
          type: 'subscription_details',
        }
      : null,
    period: parts.period,
    pricing: {
      price_details: { price: parts.price.id, product: parts.price.product },
      type: 'price_details',
      unit_amount_decimal: parts.price.unit_amount_decimal,
    },
    proration: parts.proration,
    quantity: parts.quantity,
    quantity_decimal: String(parts.quantity),
    tax_rates: [],
    test_clock: null,
  };
  double.store.put('invoiceitem', item);
  emitEvent(double, 'invoiceitem.created', item);
  return item;
}
