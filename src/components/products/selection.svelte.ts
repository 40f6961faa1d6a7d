import type { ProductRow } from './product-row.ts';

/** The products that are ticked in the list. */
export class Selection {
  ids = $state.raw<ReadonlySet<string>>(new Set());
  #anchor: string | null = null;

  /** Ticks or unticks a product; with the shift key, all between the one before and this. */
  toggle(id: string, isRange: boolean, rows: readonly Pick<ProductRow, 'id'>[]): void {
    const ids = new Set(this.ids);
    const isAdded = !ids.has(id);
    const from = isRange ? rows.findIndex((row) => row.id === this.#anchor) : -1;
    const to = rows.findIndex((row) => row.id === id);
    const touched = from < 0 ? [{ id }] : rows.slice(Math.min(from, to), Math.max(from, to) + 1);
    for (const row of touched) isAdded ? ids.add(row.id) : ids.delete(row.id);
    this.ids = ids;
    this.#anchor = id;
  }

  /** Ticks exactly these. */
  set(ids: Iterable<string>): void {
    this.ids = new Set(ids);
  }

  clear(): void {
    this.set([]);
    this.#anchor = null;
  }
}
