import type Stripe from 'stripe';
import { describePrice, requireItem, type TermPrice } from './term-price.ts';

/** What an upgrade would cost at a moment, in the smallest unit of the currency. */
export interface UpgradePreview {
  subtotal: number;
  tax: number;
  total: number;
  /** The moment it is reckoned for: upgraded for the same moment, the invoice is the same. */
  prorationAt: Date;
}

/** Asks Stripe what a higher tier costs for what is left of the term. Nothing is changed. */
export async function previewUpgrade(
  stripe: Stripe,
  subscriptionId: string,
  price: TermPrice,
): Promise<UpgradePreview> {
  const subscription = await stripe.subscriptions.retrieve(subscriptionId);
  const item = requireItem(subscription);
  // The product there is: that of the other tier may not exist yet, and the amount does not depend on it.
  const product = typeof item.price.product === 'string' ? item.price.product : item.price.product.id;
  const preview = await stripe.invoices.createPreview({
    subscription: subscriptionId,
    subscription_details: {
      items: [{ id: item.id, price_data: describePrice(price, product) }],
      proration_behavior: 'always_invoice',
    },
  });
  // No moment is sent, so that Stripe takes its own clock's; the lines of what is left say which one that was.
  const prorated = preview.lines.data.find((line) => line.parent?.subscription_item_details?.proration);
  if (!prorated) throw new Error(`The preview of ${subscriptionId} has no prorated line`);
  return {
    subtotal: preview.subtotal,
    tax: (preview.total_taxes ?? []).reduce((sum, tax) => sum + tax.amount, 0),
    total: preview.total,
    prorationAt: new Date(prorated.period.start * 1000),
  };
}
