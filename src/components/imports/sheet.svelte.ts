import { type ColumnChoice, makeEmptyChoice } from './fields.ts';
import type { Catalogue } from './find-model.ts';
import { guessColumns } from './guess-columns.ts';
import { isHeader, matchColumns } from './match-columns.ts';
import { findOpenNames } from './open-names.ts';
import { type DateOrder, findDateOrder, isAmbiguousDate } from './read-date.ts';
import { takeEstimate } from './read-estimate.ts';
import { type ImportLine, readRows } from './read-rows.ts';
import type { Table } from './table.ts';

/** A file being understood: which column is what, which number is the day, which models its names mean. */
export class Sheet {
  readonly name: string;
  readonly catalogue: Catalogue;
  hasHeader = $state(false);
  columns = $state<ColumnChoice>(makeEmptyChoice());
  /** The member's answer where the file does not tell; empty until then. */
  order = $state<DateOrder | ''>('');
  /** What names mean that fit no model or several: folded name → model id. */
  meant = $state<Record<string, string>>({});
  readonly #rows: readonly string[][];

  constructor(table: Table, catalogue: Catalogue) {
    this.name = table.name;
    this.catalogue = catalogue;
    this.#rows = table.rows;
    this.useHeader(isHeader(table.rows[0] ?? []) || (table.rows.length > 1 && !looksLikeData(table.rows, catalogue)));
  }

  /** Takes the first row for headings or for a product, and finds the columns anew. */
  useHeader(hasHeader: boolean): void {
    this.hasHeader = hasHeader;
    const matched = hasHeader ? matchColumns(this.#rows[0] ?? []) : makeEmptyChoice();
    const guessed = guessColumns(this.rows, this.catalogue);
    const isNamed = Object.values(matched).some((column) => column !== null);
    this.columns = isNamed ? matched : guessed;
  }

  get header(): string[] {
    return this.hasHeader ? [...(this.#rows[0] ?? [])] : [];
  }

  /** The rows of products. */
  get rows(): string[][] {
    return this.#rows.slice(this.hasHeader ? 1 : 0);
  }

  /** Number of columns. */
  get width(): number {
    return this.#rows[0]?.length ?? 0;
  }

  /** The first filled cell of a column, as an example. */
  sample(column: number): string {
    return (
      this.rows
        .find((row) => row[column]?.trim())
        ?.[column]?.trim()
        .slice(0, 40) ?? ''
    );
  }

  readonly #dates = $derived.by(() => {
    const column = this.columns.purchased_on;
    return column === null ? [] : this.rows.map((row) => takeEstimate(row[column] ?? '', 'date')[0]);
  });
  readonly #foundOrder = $derived(findDateOrder(this.#dates));

  /** A date that can be read in two ways and that nothing else in the file explains; undefined when there is nothing to ask. */
  readonly puzzle = $derived(this.#foundOrder === null ? this.#dates.find(isAmbiguousDate) : undefined);
  readonly openNames = $derived.by(() => findOpenNames(this.rows, this.columns, this.catalogue));
  readonly hasModel = $derived(this.columns.model_code !== null || this.columns.model_name !== null);

  /** The rows as they will be laid aside. */
  read(): ImportLine[] {
    return readRows(this.rows, {
      columns: this.columns,
      order: this.#foundOrder ?? (this.order || 'dmy'),
      catalogue: this.catalogue,
      meant: new Map(Object.entries(this.meant).filter(([, id]) => id !== '')),
    });
  }
}

/** Whether the first row already names a model: then it is no heading. */
function looksLikeData(rows: readonly string[][], catalogue: Catalogue): boolean {
  return (rows[0] ?? []).some((cell) => catalogue.find(cell).length > 0);
}
