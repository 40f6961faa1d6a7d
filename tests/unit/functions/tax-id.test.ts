import { expect, test } from 'vitest';
import { choosePaymentSettings } from '../../../supabase/functions/_shared/stripe/payment-settings.ts';
import { describeTaxId } from '../../../supabase/functions/_shared/stripe/tax-id.ts';

test.each([
  ['FI12345671', 'eu_vat', 'FI12345671'],
  ['XI123456789', 'eu_vat', 'XI123456789'],
  ['GB123456789', 'gb_vat', 'GB123456789'],
  ['CHE123456789MWST', 'ch_vat', 'CHE-123.456.789 MWST'],
  ['CHE123456789', 'ch_vat', 'CHE-123.456.789 MWST'],
  ['NO123456789MVA', 'no_vat', '123456789MVA'],
])('the VAT number %s is a %s', (vatId, type, value) => {
  expect(describeTaxId(vatId)).toEqual({ type, value });
});

test('a bank transfer with its own account number is offered in EUR and GBP alone', () => {
  const types = (currency: string) => choosePaymentSettings(currency).payment_method_types;
  expect([types('EUR'), types('GBP')]).toEqual([
    ['card', 'customer_balance'],
    ['card', 'customer_balance'],
  ]);
  for (const currency of ['SEK', 'DKK', 'NOK', 'CHF', 'PLN', 'CZK', 'HUF']) expect(types(currency)).toEqual(['card']);
});
