import type { Double } from '../double.ts';
import { makeId } from '../identifiers.ts';
import type { Collections } from '../store.ts';
import { findObject } from './find.ts';
import { makePrice, type PriceParts } from './prices.ts';

/** Keeps the price that Stripe makes for `price_data`; it is inactive, so no list of offers shows it. */
export function keepInlinePrice(
  double: Double,
  parts: Omit<PriceParts, 'product'> & { product?: string | undefined; product_data?: { name: string } | undefined },
  param: string,
): Collections['price'] {
  const product = parts.product
    ? findObject(double, 'product', parts.product, `${param}[product]`).id
    : keepInlineProduct(double, parts.product_data?.name ?? 'Item');
  const price = makePrice(double, { ...parts, product });
  price.active = false;
  double.store.put('price', price);
  return price;
}

/** Keeps the price behind a line that was given as a plain amount, which may be negative (a credit). */
export function keepAmountPrice(
  double: Double,
  parts: { currency: string; amount: number; name: string; taxBehavior?: string | undefined },
): Collections['price'] {
  const price = makePrice(double, {
    currency: parts.currency,
    product: keepInlineProduct(double, parts.name),
    tax_behavior: parts.taxBehavior,
    unit_amount: Math.abs(parts.amount),
  });
  price.active = false;
  price.unit_amount = parts.amount;
  price.unit_amount_decimal = String(parts.amount);
  double.store.put('price', price);
  return price;
}

function keepInlineProduct(double: Double, name: string): string {
  const now = double.clock.now();
  const id = makeId('prod');
  double.store.put('product', {
    id,
    object: 'product',
    active: false,
    created: now,
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: {},
    name,
    package_dimensions: null,
    shippable: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    updated: now,
    url: null,
  });
  return id;
}
