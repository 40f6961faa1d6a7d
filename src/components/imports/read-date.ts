import { locales } from '../../i18n/locales.ts';
import { foldText } from './fold-text.ts';

/** Which number of '5/6/2024' is the day. */
export type DateOrder = 'dmy' | 'mdy';

/** Spreadsheets count days from 30 December 1899. Days from 1950 to 2099, so that a plain year is not taken for one. */
const firstExcelDay = 18264;
const lastExcelDay = 73050;

const numeric = /^(\d{1,2})\s*([./-])\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})\.?$/;
const yearFirst = /^(\d{4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,2})\.?$/;
const compact = /^(19|20)(\d{2})(\d{2})(\d{2})$/;
const named = /^(\d{1,2})\.?(?:º|er|:a)?\s+(?:de\s+|d')?([\p{L}.]+)\s+(?:de\s+)?(\d{4})\.?$/u;
const namedAmerican = /^(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u;
const namedHungarian = /^(\d{4})\.?\s+(\p{L}+)\.?\s+(\d{1,2})\.?$/u;
/** What a time of day looks like behind a date; nobody needs it. */
const timeOfDay = /[T\s]+\d{1,2}[:.]\d{2}([:.]\d{2}([.,]\d+)?)?\s*(Z|[AaPp]\.?[Mm]\.?|[+-]\d{2}:?\d{2})?$/;

/**
 * Reads the date of a cell: '2024-05-31', '31.5.2024', '31/05/24', '20240531', '31 mai 2024', '2024. 05. 31.', 45443 (a spreadsheet's day).
 * `order` decides where day and month could both be meant. Answers the ISO day, or null when it is no existing day.
 */
export function readDate(cell: string, order: DateOrder): string | null {
  const text = cell.trim().replace(timeOfDay, '').trim();
  const serial = Number(text.replace(/[.,]\d+$/, ''));
  if (/^\d{5}([.,]\d+)?$/.test(text) && serial >= firstExcelDay && serial <= lastExcelDay) return addDays(serial);
  const parts = readParts(text, order);
  return parts && toIsoDay(...parts);
}

/** Whether a cell could be read in either order, with different results: '5/6/2024' but not '31/5/2024', '6/6/2024' or '5.6.2024'. */
export function isAmbiguousDate(cell: string): boolean {
  const text = cell.trim().replace(timeOfDay, '').trim();
  if (numeric.exec(text)?.[2] === '.') return false;
  const one = readDate(text, 'dmy');
  const other = readDate(text, 'mdy');
  return numeric.test(text) && one !== null && other !== null && one !== other;
}

/**
 * The order a whole column speaks for: one date that can only be read one way decides for all. Null when it must be asked, because ambiguous
 * dates stand there and nothing, or both, speaks for an order.
 */
export function findDateOrder(cells: readonly string[]): DateOrder | null {
  const slashed = cells.filter((cell) => numeric.exec(cell.trim().replace(timeOfDay, '').trim())?.[2] !== '.');
  const readable = slashed.filter((cell) => numeric.test(cell.trim().replace(timeOfDay, '').trim()));
  const dayFirst = readable.some((cell) => readExact(cell, 'dmy') && !readExact(cell, 'mdy'));
  const monthFirst = readable.some((cell) => readExact(cell, 'mdy') && !readExact(cell, 'dmy'));
  if (dayFirst !== monthFirst) return dayFirst ? 'dmy' : 'mdy';
  return readable.some(isAmbiguousDate) ? null : 'dmy';
}

type Parts = [year: string, month: string, day: string];

function readExact(cell: string, order: DateOrder): boolean {
  const match = numeric.exec(cell.trim().replace(timeOfDay, '').trim());
  if (!match) return false;
  const [, first = '', , second = '', year = ''] = match;
  return toIsoDay(fullYear(year), order === 'dmy' ? second : first, order === 'dmy' ? first : second) !== null;
}

function readParts(text: string, order: DateOrder): Parts | null {
  const iso = yearFirst.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(compact.test(text) ? text : '');
  if (iso) return [iso[1] ?? '', iso[2] ?? '', iso[3] ?? ''];
  const match = numeric.exec(text);
  if (match) {
    const [, first = '', sign, second = '', year = ''] = match;
    // A cell that can be read one way only is read that way, whatever the others say; dots always mean the day first.
    const chosen = sign === '.' ? 'dmy' : Number(first) > 12 ? 'dmy' : Number(second) > 12 ? 'mdy' : order;
    return chosen === 'dmy' ? [fullYear(year), second, first] : [fullYear(year), first, second];
  }
  return readNamed(text);
}

function readNamed(text: string): Parts | null {
  const european = named.exec(text);
  if (european) return withMonth(european[3], european[2], european[1]);
  const american = namedAmerican.exec(text);
  if (american) return withMonth(american[3], american[1], american[2]);
  const hungarian = namedHungarian.exec(text);
  return hungarian ? withMonth(hungarian[1], hungarian[2], hungarian[3]) : null;
}

function withMonth(year = '', name = '', day = ''): Parts | null {
  const month = monthNames().get(foldText(name));
  return month ? [year, String(month), day] : null;
}

let months: Map<string, number> | undefined;

/** Names of months in all languages, long, short and as they stand within a date ("toukokuuta", "mai", "maj"). */
function monthNames(): Map<string, number> {
  if (months) return months;
  const names = new Map<string, number>();
  for (const { intl } of locales) {
    for (const options of [
      { month: 'long' },
      { month: 'short' },
      { day: 'numeric', month: 'long', year: 'numeric' },
    ] as const) {
      const format = new Intl.DateTimeFormat(intl, { ...options, timeZone: 'UTC' });
      for (let month = 0; month < 12; month++) {
        const parts = format.formatToParts(new Date(Date.UTC(2024, month, 15)));
        const name = foldText(parts.find((part) => part.type === 'month')?.value ?? '');
        // A name that means two months in two languages decides nothing.
        if (/\p{L}/u.test(name)) names.set(name, names.has(name) && names.get(name) !== month + 1 ? 0 : month + 1);
      }
    }
  }
  months = names;
  return names;
}

/** '24' → '2024', '87' → '1987': two digits mean the past, and next year at most. */
function fullYear(year: string): string {
  if (year.length === 4) return year;
  const now = new Date().getFullYear();
  const guess = Math.floor(now / 100) * 100 + Number(year);
  return String(guess > now + 1 ? guess - 100 : guess);
}

function toIsoDay(year: string, month: string, day: string): string | null {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}

function addDays(serial: number): string {
  return new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10);
}
