import type Stripe from 'stripe';

/** What a term costs: the words of `private.stripe_calls` and of `service.prepare_upgrade`. */
export interface TermPrice {
  tier_code: string;
  /** ISO 4217. */
  currency: string;
  /** Price of a whole term before tax, in the smallest unit of the currency. */
  amount_minor: number;
  /** Length of a term. */
  months: number;
}

/** The price as an item of a subscription has it; taxes come on top of it. */
export function describePrice(price: TermPrice, product: string): Stripe.SubscriptionUpdateParams.Item.PriceData {
  return {
    currency: price.currency.toLowerCase(),
    product,
    unit_amount: price.amount_minor,
    recurring: describeTerm(price.months),
    tax_behavior: 'exclusive',
  };
}

/** True when an item of a subscription has that price already. */
export function hasPrice(item: Stripe.SubscriptionItem, price: TermPrice): boolean {
  const { product } = item.price;
  const id = typeof product === 'string' ? product : product.id;
  return item.price.unit_amount === price.amount_minor && id === `cps_${price.tier_code}`;
}

/** The one item of a membership's subscription. */
export function requireItem(subscription: Stripe.Subscription): Stripe.SubscriptionItem {
  const [item] = subscription.items.data;
  if (!item) throw new Error(`The subscription ${subscription.id} has no item`);
  return item;
}

function describeTerm(months: number): { interval: 'year' | 'month'; interval_count: number } {
  return months % 12 === 0
    ? { interval: 'year', interval_count: months / 12 }
    : { interval: 'month', interval_count: months };
}
