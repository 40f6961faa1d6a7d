import type { Double } from '../double.ts';
import { refuse } from '../errors.ts';
import { makeId } from '../identifiers.ts';
import { mergeMetadata } from '../metadata.ts';
import type { Collections } from '../store.ts';
import { findObject } from './find.ts';
import { keepInlinePrice } from './inline-price.ts';
import type { PriceParts } from './prices.ts';

export type Item = Collections['subscription']['items']['data'][number];
type Price = Collections['price'];

export interface SentItem {
  id?: string | undefined;
  price?: string | undefined;
  price_data?: PriceParts | undefined;
  quantity?: number | undefined;
  metadata?: Record<string, string | number | null> | string | null | undefined;
  deleted?: boolean | undefined;
}

/** Finds or makes the recurring price that a sent item names. */
export function readItemPrice(double: Double, sent: SentItem, param: string): Price {
  if (sent.price && sent.price_data) {
    refuse('You may only specify one of these parameters: price, price_data.', { code: 'parameters_exclusive', param });
  }
  const price = sent.price
    ? findObject(double, 'price', sent.price, `${param}[price]`)
    : sent.price_data && keepInlinePrice(double, sent.price_data, `${param}[price_data]`);
  if (!price)
    refuse(`Missing required param: ${param}[price].`, { code: 'parameter_missing', param: `${param}[price]` });
  if (!price.recurring) {
    refuse('The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.', {
      param: `${param}[price]`,
    });
  }
  if (sent.price && !price.active) {
    refuse('The price specified is inactive. This field only accepts active prices.', { param: `${param}[price]` });
  }
  return price;
}

/** Makes a subscription item for a period (Unix seconds). */
export function makeItem(
  double: Double,
  parts: { subscription: string; price: Price; sent: SentItem; start: number; end: number },
): Item {
  return {
    id: makeId('si'),
    object: 'subscription_item',
    billing_thresholds: null,
    created: double.clock.now(),
    current_period_end: parts.end,
    current_period_start: parts.start,
    current_trial: null,
    discounts: [],
    metadata: mergeMetadata({}, parts.sent.metadata),
    plan: makePlan(parts.price),
    price: structuredClone(parts.price),
    quantity: readQuantity(parts.sent),
    subscription: parts.subscription,
    tax_rates: [],
  };
}

/** Reads how many of a price are wanted. */
export function readQuantity(sent: SentItem): number {
  const quantity = sent.quantity ?? 1;
  if (quantity < 0) refuse('Invalid non-negative integer', { code: 'parameter_invalid_integer', param: 'quantity' });
  return quantity;
}

/** The old form of a price, which items still carry. */
export function makePlan(price: Price): Item['plan'] {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: 'per_unit',
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? 'year',
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
}
