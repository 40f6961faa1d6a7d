import { type Locale, localeRow } from './locales.ts';

/** Text before and after the digits of an amount. */
type Frame = [before: string, after: string];

/**
 * How a language writes numbers, money, days, lists and countries, as plain data. The first use of `Intl` in a page reads tables of the browser
 * for 20 to 50 ms on a desk, a fifth of a second on a phone, before anything can be shown; a page brings these few lines instead. They come from
 * `Intl` itself, when the site is built.
 */
export interface PlainFormats {
  locale: Locale;
  group: string;
  decimal: string;
  minus: string;
  /** From how many digits on they are grouped: 4, or 5 where "1234" stays together. */
  groupsFrom: number;
  /** Per currency: frames of positive and negative amounts, and how many decimals are always shown. */
  money: Record<string, { plus: Frame; minus: Frame; decimals: number }>;
  /** Pieces of a day, in order: literal text, or the name of a part. */
  day: string[];
  /** Names of the months as `day` shows them; empty when they are numbers. */
  months: string[];
  /** Digits of day and month at least. */
  dayDigits: number;
  /** What stands between two, between several, and before the last of several. */
  list: { pair: string; middle: string; end: string };
  /** Names by ISO 3166-1 code, in the order of the language's alphabet. */
  countries: Record<string, string>;
}

/** Asks `Intl` for a language's formats of these currencies (ISO 4217) and countries (ISO 3166-1); at build time and in tests. */
export function describeFormats(
  locale: Locale,
  { currencies, countries }: { currencies: Iterable<string>; countries: readonly string[] },
): PlainFormats {
  const { intl } = localeRow(locale);
  const parts = new Intl.NumberFormat(intl, { minimumFractionDigits: 1 }).formatToParts(-1234567.5);
  const find = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const isGrouped = new Intl.NumberFormat(intl).formatToParts(1234).some(({ type }) => type === 'group');
  return {
    locale,
    group: find('group'),
    decimal: find('decimal'),
    minus: find('minusSign'),
    groupsFrom: isGrouped ? 4 : 5,
    money: Object.fromEntries([...currencies].map((currency) => [currency, describeMoney(intl, currency)])),
    ...describeDays(intl),
    list: describeLists(intl),
    countries: nameCountries(intl, countries),
  };
}

function describeMoney(intl: string, currency: string): PlainFormats['money'][string] {
  const format = new Intl.NumberFormat(intl, { style: 'currency', currency, maximumFractionDigits: 2 });
  const frame = (amount: number): Frame => {
    const parts = format.formatToParts(amount);
    const isDigit = ({ type }: Intl.NumberFormatPart) => ['integer', 'group', 'decimal', 'fraction'].includes(type);
    const join = (some: Intl.NumberFormatPart[]) => some.map(({ value }) => value).join('');
    return [join(parts.slice(0, parts.findIndex(isDigit))), join(parts.slice(parts.findLastIndex(isDigit) + 1))];
  };
  return { plus: frame(5), minus: frame(-5), decimals: format.resolvedOptions().minimumFractionDigits ?? 0 };
}

function describeDays(intl: string): Pick<PlainFormats, 'day' | 'months' | 'dayDigits'> {
  const format = new Intl.DateTimeFormat(intl, { dateStyle: 'medium', timeZone: 'UTC' });
  const read = (month: number) => format.formatToParts(new Date(Date.UTC(2026, month, 5)));
  const months = Array.from(
    { length: 12 },
    (_, month) => read(month).find(({ type }) => type === 'month')?.value ?? '',
  );
  const parts = read(0);
  return {
    day: parts.map(({ type, value }) => (type === 'literal' ? value : type)),
    months: months.every((month) => /^\d+$/.test(month)) ? [] : months,
    dayDigits: parts.find(({ type }) => type === 'day')?.value.length ?? 1,
  };
}

function describeLists(intl: string): PlainFormats['list'] {
  const format = new Intl.ListFormat(intl, { type: 'conjunction' });
  const read = (...names: string[]) => format.formatToParts(names).filter(({ type }) => type === 'literal');
  const [middle, end] = read('a', 'b', 'c');
  return { pair: read('a', 'b')[0]?.value ?? '', middle: middle?.value ?? '', end: end?.value ?? '' };
}

function nameCountries(intl: string, codes: readonly string[]): Record<string, string> {
  const names = new Intl.DisplayNames(intl, { type: 'region' });
  const { compare } = new Intl.Collator(intl);
  const named = codes.map((code): [string, string] => [code, names.of(code) ?? code]);
  return Object.fromEntries(named.sort(([, one], [, other]) => compare(one, other)));
}
