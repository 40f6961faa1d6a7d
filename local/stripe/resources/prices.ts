import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { refuse } from '../errors.ts';
import { emitEvent } from '../events.ts';
import { makeId } from '../identifiers.ts';
import { isWithin, listPage } from '../list.ts';
import { mergeMetadata } from '../metadata.ts';
import { defineRoute, type Route } from '../routing.ts';
import type { Collections } from '../store.ts';
import { checkAmount, checkCurrency } from './amounts.ts';
import { findObject } from './find.ts';

type Price = Collections['price'];

/** What a price is made of, whether it is created by itself or inside a subscription or invoice line. */
export interface PriceParts {
  currency: string;
  product: string;
  unit_amount?: number | undefined;
  unit_amount_decimal?: string | undefined;
  tax_behavior?: string | undefined;
  recurring?: { interval: string; interval_count?: number | undefined } | undefined;
}

export const priceRoutes: Route[] = [
  defineRoute<Stripe.PriceCreateParams>('POST', '/v1/prices', 'PriceCreateParams', ({ double, params }) => {
    if (!params.product) {
      refuse('You must specify `product` (the double does not take `product_data`).', {
        code: 'parameter_missing',
        param: 'product',
      });
    }
    const product = findObject(double, 'product', params.product, 'product').id;
    const price = makePrice(double, { ...params, product });
    price.nickname = params.nickname ?? null;
    price.active = params.active ?? true;
    price.metadata = mergeMetadata({}, params.metadata);
    if (params.lookup_key) claimLookupKey(double, params.lookup_key, params.transfer_lookup_key ?? false);
    price.lookup_key = params.lookup_key ?? null;
    double.store.put('price', price);
    emitEvent(double, 'price.created', price);
    return price;
  }),
  defineRoute<Stripe.PriceRetrieveParams>('GET', '/v1/prices/:id', 'PriceRetrieveParams', ({ double, id }) =>
    findObject(double, 'price', id),
  ),
  defineRoute<Stripe.PriceUpdateParams>('POST', '/v1/prices/:id', 'PriceUpdateParams', ({ double, params, id }) => {
    const price = findObject(double, 'price', id);
    if (params.lookup_key) claimLookupKey(double, params.lookup_key, params.transfer_lookup_key ?? false);
    if (params.lookup_key !== undefined) price.lookup_key = params.lookup_key || null;
    if (params.active !== undefined) price.active = params.active;
    if (params.nickname !== undefined) price.nickname = params.nickname || null;
    if (params.tax_behavior !== undefined) price.tax_behavior = params.tax_behavior;
    price.metadata = mergeMetadata(price.metadata, params.metadata);
    emitEvent(double, 'price.updated', price);
    return price;
  }),
  defineRoute<Stripe.PriceListParams>('GET', '/v1/prices', 'PriceListParams', ({ double, params }) => {
    const found = double.store
      .all('price')
      .filter((price) => params.active === undefined || price.active === params.active)
      .filter((price) => !params.currency || price.currency === params.currency)
      .filter((price) => !params.product || price.product === params.product)
      .filter((price) => !params.type || price.type === params.type)
      .filter((price) => !params.lookup_keys || params.lookup_keys.includes(price.lookup_key ?? ''))
      .filter((price) => isWithin(price.created, params.created));
    return listPage(found, params, '/v1/prices');
  }),
];

/** Makes a price object without keeping it. Amounts are in the smallest unit of the currency. */
export function makePrice(double: Double, parts: PriceParts): Price {
  checkCurrency(parts.currency);
  const amount = parts.unit_amount ?? (parts.unit_amount_decimal ? Number(parts.unit_amount_decimal) : undefined);
  if (amount === undefined) {
    refuse('You must specify one of `unit_amount` or `unit_amount_decimal`.', {
      code: 'parameter_missing',
      param: 'unit_amount',
    });
  }
  checkAmount(amount, 'unit_amount');
  return {
    id: makeId('price', 24),
    object: 'price',
    active: true,
    billing_scheme: 'per_unit',
    created: double.clock.now(),
    currency: parts.currency.toLowerCase(),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: parts.product,
    recurring: parts.recurring
      ? {
          interval: parts.recurring.interval,
          interval_count: parts.recurring.interval_count ?? 1,
          meter: null,
          trial_period_days: null,
          usage_type: 'licensed',
        }
      : null,
    tax_behavior: parts.tax_behavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: parts.recurring ? 'recurring' : 'one_time',
    unit_amount: amount,
    unit_amount_decimal: String(amount),
  };
}

function claimLookupKey(double: Double, key: string, isTransfer: boolean): void {
  const holder = double.store.all('price').find((price) => price.lookup_key === key);
  if (!holder) return;
  if (!isTransfer) {
    refuse(`A price (\`${holder.id}\`) is already using that lookup key.`, {
      code: 'resource_already_exists',
      param: 'lookup_key',
    });
  }
  holder.lookup_key = null;
}
