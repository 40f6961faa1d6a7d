import { type ColumnChoice, type ImportField, makeEmptyChoice } from './fields.ts';
import type { Catalogue } from './find-model.ts';
import { readCountry } from './read-country.ts';
import { readDate } from './read-date.ts';
import { takeEstimate } from './read-estimate.ts';

const rowsToTry = 50;
/** From this share of filled cells on a column is taken for what its cells look like. */
const enough = 0.6;

/** Finds columns by what stands in them, for rows without a header. Each column is taken once; the surest kinds first. */
export function guessColumns(rows: readonly string[][], catalogue: Catalogue): ColumnChoice {
  const choice = makeEmptyChoice();
  const width = rows[0]?.length ?? 0;
  const cells = Array.from({ length: width }, (_, column) =>
    rows.slice(0, rowsToTry).flatMap((row) => (row[column]?.trim() ? [row[column].trim()] : [])),
  );
  const tests: readonly [ImportField, (cell: string) => boolean][] = [
    ['purchased_on', (cell) => !/^\d+$/.test(cell) && readDate(takeEstimate(cell, 'date')[0], 'dmy') !== null],
    ['purchase_country', (cell) => readCountry(cell) !== null],
    ['model_name', (cell) => /\p{L}/u.test(cell) && catalogue.find(cell).length > 0],
    ['serial_number', (cell) => /^[\p{L}\d][\p{L}\d\s/-]*$/u.test(cell) && cell.replace(/\D/g, '').length >= 5],
    ['dealer_name', (cell) => /\p{L}{3}/u.test(cell)],
  ];
  const taken = new Set<number>();
  for (const [field, fits] of tests) {
    const shares = cells.map((column, at) =>
      taken.has(at) || column.length === 0 ? 0 : column.filter(fits).length / column.length,
    );
    const best = shares.indexOf(Math.max(...shares));
    if (best < 0 || (shares[best] ?? 0) < enough) continue;
    choice[field] = best;
    taken.add(best);
  }
  return choice;
}
