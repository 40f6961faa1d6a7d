import type { Double } from '../double.ts';
import { refuse } from '../errors.ts';
import type { Collections } from '../store.ts';
import { checkCurrency } from './amounts.ts';
import { findObject } from './find.ts';
import { keepAmountPrice, keepInlinePrice } from './inline-price.ts';
import type { PriceParts } from './prices.ts';

export interface LineInput {
  amount?: number | undefined;
  description?: string | undefined;
  pricing?: { price?: string | undefined } | undefined;
  price_data?: (Omit<PriceParts, 'product'> & { product?: string; product_data?: { name: string } }) | undefined;
  quantity?: number | undefined;
  tax_behavior?: string | undefined;
}

/** Reads what a line costs: an amount, a price, or price data; exactly one of them. Amounts in the smallest unit. */
export function readLinePrice(
  double: Double,
  input: LineInput,
  currency: string | undefined,
): { price: Collections['price']; amount: number; quantity: number } {
  const given = [input.amount !== undefined, input.pricing?.price !== undefined, input.price_data !== undefined];
  if (given.filter(Boolean).length !== 1) {
    refuse('You must specify exactly one of these parameters: amount, pricing, price_data.', {
      code: given.some(Boolean) ? 'parameters_exclusive' : 'parameter_missing',
      param: 'amount',
    });
  }
  const quantity = input.quantity ?? 1;
  if (quantity < 0) refuse('Invalid non-negative integer', { code: 'parameter_invalid_integer', param: 'quantity' });
  if (input.amount !== undefined) {
    if (input.quantity !== undefined) {
      refuse('You may only specify one of these parameters: amount, quantity.', { code: 'parameters_exclusive' });
    }
    if (!currency) refuse('Missing required param: currency.', { code: 'parameter_missing', param: 'currency' });
    checkCurrency(currency);
    const price = keepAmountPrice(double, {
      currency,
      amount: input.amount,
      name: input.description ?? 'Item',
      taxBehavior: input.tax_behavior,
    });
    return { price, amount: input.amount, quantity: 1 };
  }
  const price = input.pricing?.price
    ? findObject(double, 'price', input.pricing.price, 'pricing[price]')
    : keepInlinePrice(double, input.price_data ?? { currency: '' }, 'price_data');
  if (price.recurring) {
    refuse('The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.', {
      param: 'pricing[price]',
    });
  }
  return { price, amount: (price.unit_amount ?? 0) * quantity, quantity };
}
