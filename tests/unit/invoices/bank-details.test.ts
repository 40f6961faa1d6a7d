import { describe, expect, test } from 'vitest';
import { sellerAccounts } from '../../../src/brand.ts';
import { findBankDetails, spaceIban, writeEpcText } from '../../../src/components/invoices/bank-details.ts';
import { memberCountries } from '../../../supabase/functions/_shared/contracts/countries.ts';
import { createFacts, createOpen } from './invoice-facts-factory.ts';

const account = {
  holder: 'Valokeila Oy',
  iban: 'DE89370400440532013000',
  bic: 'TESTDE2A',
  account_number: null,
  sort_code: null,
};
const isIban = (iban: string) => {
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
};

describe('the account to pay into', () => {
  test("is the company's own where Stripe opened one, with the invoice number as reference", () => {
    const details = findBankDetails(createFacts({}, { account }), sellerAccounts);
    expect(details).toEqual({ account, reference: 'ABC-0001', isSellers: false });
  });

  test("is the seller's in other currencies", () => {
    const details = findBankDetails(createFacts({ currency: 'SEK' }), sellerAccounts);
    expect(details).toMatchObject({ isSellers: true, account: { iban: sellerAccounts.SEK?.iban } });
  });

  test('is not shown in euros before Stripe opened one: nobody would recognise the money', () => {
    expect(findBankDetails(createFacts(), sellerAccounts)).toBeNull();
  });

  test('is not shown when nothing is open', () => {
    expect(findBankDetails(createFacts({ status: 'paid' }, { account }), sellerAccounts)).toBeNull();
  });

  test('is not shown while support puts the invoice right', () => {
    const open = createOpen({ charge: 'with_support' });
    expect(findBankDetails(createFacts({}, { account, open }), sellerAccounts)).toBeNull();
    expect(findBankDetails(createFacts({ currency: 'SEK' }, { open }), sellerAccounts)).toBeNull();
  });

  test('exists for every currency members are billed in, with right check digits', () => {
    for (const currency of new Set(Object.values(memberCountries))) {
      expect(isIban(sellerAccounts[currency]?.iban ?? ''), currency).toBe(true);
    }
  });
});

describe('the payment code', () => {
  const details = { account, reference: 'ABC-0001', isSellers: false };

  test('says account, amount and reference as EPC069-12 asks', () => {
    expect(writeEpcText(details, 12_425, 'EUR')?.split('\n')).toEqual([
      'BCD',
      '002',
      '1',
      'SCT',
      'TESTDE2A',
      'Valokeila Oy',
      'DE89370400440532013000',
      'EUR124.25',
      '',
      '',
      'ABC-0001',
    ]);
    expect(writeEpcText(details, 5, 'EUR')).toContain('EUR0.05');
  });

  test.each([
    ['another currency', details, 12_425, 'SEK'],
    ['nothing to pay', details, 0, 'EUR'],
    ['an account without IBAN', { ...details, account: { ...account, iban: null } }, 12_425, 'EUR'],
  ])('is not made for %s', (_what, bank, amount, currency) => {
    expect(writeEpcText(bank, amount, currency)).toBeNull();
  });
});

test('an IBAN is shown in fours', () => {
  expect(spaceIban('FI2112345600000785')).toBe('FI21 1234 5600 0007 85');
});
