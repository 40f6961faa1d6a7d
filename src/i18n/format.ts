import { type Locale, localeRow } from './locales.ts';
import { findPageFormats } from './page-formats.ts';
import { writeDay, writeList, writeMoney, writeWhole } from './write-plainly.ts';

// Where a page brought its formats, `Intl` is not asked (plain-formats.ts); the rest is for the build, the functions and pages for everybody.

/** 1234.5 → "1 234,5" in fi. */
export function formatNumber(value: number, locale: Locale): string {
  const formats = findPageFormats(locale);
  return formats && Number.isSafeInteger(value)
    ? writeWhole(value, formats)
    : new Intl.NumberFormat(localeRow(locale).intl).format(value);
}

/** Stripe and our tables count every currency of `countries.ts` in hundredths; Intl shows some (HUF) without them. */
const minorUnits = 100;

/**
 * An amount in the smallest unit with its currency (R10): (9900, 'EUR', 'fi') → "99,00 €". `round` leaves ",00" out, for prices in a list.
 */
export function formatMoney(
  amountMinor: number,
  currency: string,
  locale: Locale,
  style: 'exact' | 'round' = 'exact',
): string {
  const formats = findPageFormats(locale);
  const plain = formats && writeMoney(amountMinor, currency, style === 'round', formats);
  if (plain !== undefined) return plain;
  const format = new Intl.NumberFormat(localeRow(locale).intl, {
    style: 'currency',
    currency,
    maximumFractionDigits: 2,
    trailingZeroDisplay: style === 'round' ? 'stripIfInteger' : 'auto',
  });
  return format.format(amountMinor / minorUnits);
}

/** A calendar day, ISO `2026-11-22` (a longer timestamp is cut to its day in UTC) → "22.11.2026" in fi, "22 Nov 2026" in en. */
export function formatDate(isoDate: string, locale: Locale): string {
  const day = isoDate.slice(0, 10);
  const formats = findPageFormats(locale);
  if (formats) return writeDay(day, formats);
  const format = new Intl.DateTimeFormat(localeRow(locale).intl, { dateStyle: 'medium', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** Names as one part of a sentence: ["a", "b", "c"] → "a, b ja c" in fi. */
export function formatList(names: readonly string[], locale: Locale): string {
  const formats = findPageFormats(locale);
  if (formats) return writeList(names, formats);
  return new Intl.ListFormat(localeRow(locale).intl, { type: 'conjunction' }).format(names);
}

/** ISO 3166-1 code → the country's name: ('SE', 'fi') → "Ruotsi". */
export function countryName(code: string, locale: Locale): string {
  const known = findPageFormats(locale)?.countries[code];
  return known ?? new Intl.DisplayNames(localeRow(locale).intl, { type: 'region' }).of(code) ?? code;
}
