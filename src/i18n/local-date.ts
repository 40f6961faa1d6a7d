import { type Locale, localeRow } from './locales.ts';

type DatePart = 'day' | 'month' | 'year';

/**
 * Reads a date as people type it: in the order of their language with any separator ("1.3.2024", "1/3/2024", "1-3-2024"), or ISO.
 * Answers the ISO day, or null when it is not an existing day with a four-digit year.
 */
export function parseLocalDate(text: string, locale: Locale): string | null {
  const numbers = text
    .trim()
    .split(/[^\d]+/)
    .filter(Boolean);
  if (numbers.length !== 3 || !/^[\d\s./,-]+$/.test(text)) return null;
  const order: DatePart[] = numbers[0]?.length === 4 ? ['year', 'month', 'day'] : partOrder(locale);
  const parts = Object.fromEntries(order.map((part, index) => [part, numbers[index] ?? ''])) as Record<
    DatePart,
    string
  >;
  if (parts.year.length !== 4) return null;
  const iso = `${parts.year}-${parts.month.padStart(2, '0')}-${parts.day.padStart(2, '0')}`;
  return isExistingDay(iso) ? iso : null;
}

/** ISO day → the form in which the field shows it: "1.3.2024" in fi, "01/03/2024" in en. */
export function formatLocalDate(isoDate: string, locale: Locale): string {
  if (!isExistingDay(isoDate)) return '';
  return new Intl.DateTimeFormat(localeRow(locale).intl, { timeZone: 'UTC' }).format(new Date(`${isoDate}T00:00:00Z`));
}

function partOrder(locale: Locale): DatePart[] {
  const parts = new Intl.DateTimeFormat(localeRow(locale).intl).formatToParts(new Date(0));
  return parts.map((part) => part.type).filter((type): type is DatePart => ['day', 'month', 'year'].includes(type));
}

function isExistingDay(iso: string): boolean {
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
}
