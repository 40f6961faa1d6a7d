import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countryOptions } from '../../src/i18n/country-options.ts';
import { formatDate, formatList, formatMoney, formatNumber } from '../../src/i18n/format.ts';
import { locales } from '../../src/i18n/locales.ts';
import { describeFormats } from '../../src/i18n/plain-formats.ts';
import { writeDay, writeList, writeMoney, writeWhole } from '../../src/i18n/write-plainly.ts';
import { memberCountries, purchaseCountryCodes } from '../../supabase/functions/_shared/contracts/countries.ts';

const currencies = [...new Set(Object.values(memberCountries))];

// No page here, so `format.ts` asks Intl itself: what the plain data writes is compared with that.
describe.each(locales.map(({ code }) => code))('in %s', (locale) => {
  const formats = describeFormats(locale, { currencies, countries: purchaseCountryCodes });

  test('whole numbers are written as Intl writes them', () => {
    const number = fc.oneof(fc.integer({ min: -20_000, max: 20_000 }), fc.maxSafeInteger());
    fc.assert(
      fc.property(number, (value) => {
        expect(writeWhole(value, formats)).toBe(formatNumber(value, locale));
      }),
    );
  });

  test.each(currencies)('amounts in %s are written as Intl writes them', (currency) => {
    const amount = fc.oneof(
      fc.integer({ min: -200_000, max: 2_000_000 }),
      fc.integer({ min: 0, max: 2000 }).map((whole) => whole * 100),
    );
    fc.assert(
      fc.property(amount, fc.constantFrom('exact' as const, 'round' as const), (value, style) => {
        expect(writeMoney(value, currency, style === 'round', formats)).toBe(
          formatMoney(value, currency, locale, style),
        );
      }),
    );
  });

  test('every day of a leap year is written as Intl writes it', () => {
    for (let day = 0; day < 366; day += 1) {
      const iso = new Date(Date.UTC(2028, 0, 1 + day)).toISOString().slice(0, 10);
      expect(writeDay(iso, formats)).toBe(formatDate(iso, locale));
    }
  });

  test('lists of names are joined as Intl joins them', () => {
    for (const names of [[], ['Ostomaa'], ['Ostomaa', 'Ostopäivä'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd']]) {
      expect(writeList(names, formats)).toBe(formatList(names, locale));
    }
  });

  test('countries have their names and stand in the order of the alphabet', () => {
    const written = Object.entries(formats.countries).map(([value, label]) => ({ value, label }));
    expect(written).toEqual(countryOptions(purchaseCountryCodes, locale));
  });
});

test('a currency the data does not know is left to Intl', () => {
  expect(writeMoney(100, 'JPY', false, describeFormats('fi', { currencies, countries: [] }))).toBeUndefined();
});
