import type { Locale } from './texts.ts';

const regions = { fi: 'fi-FI', en: 'en-GB' } as const;

/** Writes an amount in the smallest unit as money. */
export function formatMoney(amount: number, currency: string, locale: Locale): string {
  const style = { style: 'currency', currency: currency.toUpperCase() } as const;
  return new Intl.NumberFormat(regions[locale], style).format(amount / 100);
}

/** Writes a moment (Unix seconds) as a date in Finland. */
export function formatDate(moment: number | null, locale: Locale): string {
  if (moment === null) return '–';
  const format = new Intl.DateTimeFormat(regions[locale], { dateStyle: 'long', timeZone: 'Europe/Helsinki' });
  return format.format(moment * 1000);
}
