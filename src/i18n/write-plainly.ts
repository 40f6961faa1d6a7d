import type { PlainFormats } from './plain-formats.ts';

/** A whole number as the language groups it. */
export function writeWhole(value: number, formats: PlainFormats): string {
  return (value < 0 ? formats.minus : '') + group(String(Math.abs(value)), formats);
}

/** An amount in hundredths of its currency; undefined for a currency the formats do not know. `round` leaves empty decimals out. */
export function writeMoney(
  amount: number,
  currency: string,
  round: boolean,
  formats: PlainFormats,
): string | undefined {
  const money = formats.money[currency];
  if (!money) return undefined;
  const digits = String(Math.abs(amount)).padStart(3, '0');
  let decimals = digits.slice(-2);
  while (decimals.length > money.decimals && decimals.endsWith('0')) decimals = decimals.slice(0, -1);
  if (round && /^0*$/.test(decimals)) decimals = '';
  const [before, after] = amount < 0 ? money.minus : money.plus;
  return before + group(digits.slice(0, -2), formats) + (decimals && formats.decimal + decimals) + after;
}

/** A day, ISO `2026-11-05`. */
export function writeDay(isoDay: string, formats: PlainFormats): string {
  const [year = '', month = '', day = ''] = isoDay.split('-');
  const digits = (text: string) => String(Number(text)).padStart(formats.dayDigits, '0');
  const values: Record<string, string> = {
    year,
    month: formats.months[Number(month) - 1] ?? digits(month),
    day: digits(day),
  };
  return formats.day.map((piece) => values[piece] ?? piece).join('');
}

/** Names as one sentence part: ["a", "b", "c"] → "a, b ja c". */
export function writeList(names: readonly string[], { list }: PlainFormats): string {
  if (names.length <= 2) return names.join(list.pair);
  return `${names.slice(0, -1).join(list.middle)}${list.end}${names.at(-1)}`;
}

function group(digits: string, { group: separator, groupsFrom }: PlainFormats): string {
  return digits.length < groupsFrom ? digits : digits.replace(/\B(?=(\d{3})+$)/g, separator);
}
