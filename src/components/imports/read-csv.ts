import Papa from 'papaparse';
import { makeTable, type Table } from './table.ts';

const delimiters = [';', ',', '\t', '|'] as const;
const rowsToTry = 30;

/** Reads separated text, as saved or copied by a spreadsheet. Throws RefusedFile. */
export function readCsv(name: string, text: string): Table {
  // Excel writes the separator into the first line where it is asked to.
  const hint = /^sep=(.)\r?\n/i.exec(text);
  const body = hint ? text.slice(hint[0].length) : text;
  return makeTable(name, parse(body, hint?.[1] ?? findDelimiter(body)));
}

/** The separator that cuts the first lines into the most columns, the same number in most lines. A text in one column has none: ';'. */
export function findDelimiter(text: string): string {
  const head = text.slice(0, 20_000);
  const rated = delimiters.map((delimiter) => ({ delimiter, rate: rate(parse(head, delimiter, rowsToTry)) }));
  return rated.reduce((best, next) => (next.rate > best.rate ? next : best)).delimiter;
}

function rate(rows: readonly (readonly string[])[]): number {
  const widths = rows.filter((row) => row.some((cell) => cell.trim() !== '')).map((row) => row.length);
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  // Lines of the usual width count; a separator that stands in a few names only makes ragged lines.
  const rates = [...counts].map(([width, count]) => (width > 1 ? (count / widths.length) ** 2 * width : 0));
  return Math.max(0, ...rates);
}

function parse(text: string, delimiter: string, preview = 0): string[][] {
  return Papa.parse<string[]>(text, { delimiter, preview, skipEmptyLines: 'greedy' }).data;
}
