import { type ColumnChoice, type ImportField, importFields } from './fields.ts';
import type { Catalogue } from './find-model.ts';
import { foldText } from './fold-text.ts';
import { isFormula, takeGuard } from './guard-cell.ts';
import { longestCell } from './limits.ts';
import { readCountry } from './read-country.ts';
import { type DateOrder, readDate } from './read-date.ts';
import { readYes, takeEstimate } from './read-estimate.ts';

/** What the browser cannot read in a row; the sentence is `imports.reason.<word>`. */
export type RowProblem =
  | 'cell_too_long'
  | 'formula'
  | 'model_missing'
  | 'model_unknown'
  | 'model_ambiguous'
  | 'date_unreadable'
  | 'country_unknown';

/** A row as it is laid aside: what is to be registered, or why it cannot be. `source`: its cells as they stand in the file. A type and no interface: it goes out as JSON. */
export type ImportLine = {
  row_number: number;
  source: string[];
  model_id: string | null;
  serial_number: string | null;
  purchased_on: string | null;
  purchased_on_is_estimate: boolean;
  purchase_country: string | null;
  dealer_name: string | null;
  dealer_is_estimate: boolean;
  problem: RowProblem | null;
};

/** How the cells are to be understood. */
export interface Reading {
  columns: ColumnChoice;
  order: DateOrder;
  catalogue: Catalogue;
  /** What the member said a cell means that names no model or several: folded cell → model id. */
  meant: ReadonlyMap<string, string>;
}

/** What people write into cells they leave empty. */
const blanks = new Set(['-', '–', '—', '?', '??', 'n/a', 'na', '.']);

/** Reads the rows below the header. Rows are counted from 1. */
export function readRows(rows: readonly string[][], reading: Reading): ImportLine[] {
  return rows.map((row, index) => readRow(row, index + 1, reading));
}

/** The cell that names the model of a row: its code where there is one, else its name. */
export function readModelCell(row: readonly string[], columns: ColumnChoice): string {
  return readCell(row, columns, 'model_code') || readCell(row, columns, 'model_name');
}

function readRow(row: readonly string[], number: number, { columns, order, catalogue, meant }: Reading): ImportLine {
  const cell = (field: ImportField): string => readCell(row, columns, field);
  const [dateText, guessedDate] = takeEstimate(cell('purchased_on'), 'date');
  const [dealer, guessedDealer] = takeEstimate(cell('dealer_name'), 'name');
  const model = findModel(row, columns, catalogue, meant);
  const date = dateText && readDate(dateText, order);
  const country = cell('purchase_country') && readCountry(cell('purchase_country'));
  return {
    row_number: number,
    source: row.map((text) => (text.length > longestCell ? `${text.slice(0, 80)}…` : text)),
    model_id: model.id,
    serial_number: cell('serial_number').slice(0, 200) || null,
    purchased_on: date || null,
    purchased_on_is_estimate: guessedDate || readYes(cell('purchased_on_is_estimate')),
    purchase_country: country || null,
    dealer_name: dealer.slice(0, 200) || null,
    dealer_is_estimate: guessedDealer || readYes(cell('dealer_is_estimate')),
    problem:
      findHarm(row, columns) ??
      model.problem ??
      (date === null ? 'date_unreadable' : country === null ? 'country_unknown' : null),
  };
}

function readCell(row: readonly string[], columns: ColumnChoice, field: ImportField): string {
  const column = columns[field];
  const text = takeGuard((column === null ? '' : (row[column] ?? '')).normalize('NFC').trim());
  return blanks.has(text.toLowerCase()) ? '' : text.replace(/\s+/g, ' ');
}

/** Formulas and endless cells are refused wherever they stand in a column that is used. */
function findHarm(row: readonly string[], columns: ColumnChoice): RowProblem | null {
  const used = importFields.map((field) => columns[field]).filter((column) => column !== null);
  if (row.some((text) => text.length > longestCell)) return 'cell_too_long';
  return used.some((column) => isFormula(row[column] ?? '')) ? 'formula' : null;
}

function findModel(
  row: readonly string[],
  columns: ColumnChoice,
  catalogue: Catalogue,
  meant: ReadonlyMap<string, string>,
): { id: string | null; problem: RowProblem | null } {
  const names = [readCell(row, columns, 'model_code'), readCell(row, columns, 'model_name')].filter(Boolean);
  if (names.length === 0) return { id: null, problem: 'model_missing' };
  for (const name of names) {
    const chosen = meant.get(foldText(name));
    const found = chosen ? [{ id: chosen }] : catalogue.find(name);
    if (found[0] && found.length === 1) return { id: found[0].id, problem: null };
  }
  const isAmbiguous = names.some((name) => catalogue.find(name).length > 1);
  return { id: null, problem: isAmbiguous ? 'model_ambiguous' : 'model_unknown' };
}
