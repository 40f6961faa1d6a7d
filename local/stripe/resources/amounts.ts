import { refuse } from '../errors.ts';

/** Currencies of the portal's countries and a few more; amounts of all of them have two decimals. */
const currencies = ['eur', 'gbp', 'sek', 'dkk', 'nok', 'chf', 'pln', 'czk', 'huf', 'usd'];

/** Refuses amounts that are not whole, negative or too large (smallest unit of the currency). */
export function checkAmount(amount: number, param: string): void {
  if (Number.isInteger(amount) && amount >= 0 && amount <= 99_999_999) return;
  if (amount > 99_999_999) refuse('Amount must be no more than 999,999.99', { code: 'amount_too_large', param });
  refuse('This value must be greater than or equal to 0.', { code: 'parameter_invalid_integer', param });
}

/** Refuses a currency that the double does not know. */
export function checkCurrency(currency: string): void {
  if (currencies.includes(currency.toLowerCase())) return;
  refuse(`Invalid currency: ${currency}. The double supports these currencies: ${currencies.join(', ')}`, {
    param: 'currency',
  });
}

/** Refuses a second currency for the same customer or invoice. */
export function checkSameCurrency(expected: string | null | undefined, given: string): void {
  if (!expected || expected === given) return;
  refuse(
    `You cannot combine currencies on a single customer. This customer has an active subscription or invoice in ${expected}; you tried ${given}.`,
    { param: 'currency' },
  );
}
