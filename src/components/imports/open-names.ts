import type { ColumnChoice } from './fields.ts';
import type { Catalogue, CatalogueModel } from './find-model.ts';
import { foldText } from './fold-text.ts';
import { readModelCell } from './read-rows.ts';

/** Most names the member is asked about; a file with more of them has another column of models. */
const mostQuestions = 30;

/** A cell that names no model or several, as often as it stands in the file. */
export interface OpenName {
  name: string;
  folded: string;
  rows: number;
  /** The models it can mean; empty when nothing is like it. */
  candidates: readonly CatalogueModel[];
}

/** The names the member must explain, the commonest first. */
export function findOpenNames(rows: readonly string[][], columns: ColumnChoice, catalogue: Catalogue): OpenName[] {
  const open = new Map<string, OpenName>();
  for (const row of rows) {
    const name = readModelCell(row, columns);
    const folded = foldText(name);
    const known = open.get(folded);
    if (known) known.rows += 1;
    else if (folded) {
      const code = columns.model_code === null ? [] : catalogue.find(row[columns.model_name ?? -1] ?? '');
      const candidates = catalogue.find(name);
      if (candidates.length !== 1 && code.length !== 1) open.set(folded, { name, folded, rows: 1, candidates });
    }
  }
  return [...open.values()].sort((one, other) => other.rows - one.rows).slice(0, mostQuestions);
}
