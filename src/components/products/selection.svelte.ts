import { SvelteSet } from 'svelte/reactivity';
import type { ProductRow } from './product-row.ts';

/** The products that are ticked in the list. */
export class Selection {
  readonly ids = new SvelteSet<string>();
  #anchor: string | null = null;

  /** Ticks or unticks a product; with the shift key, all between the one before and this. */
  toggle(id: string, isRange: boolean, rows: readonly Pick<ProductRow, 'id'>[]): void {
    const isAdded = !this.ids.has(id);
    const from = isRange ? rows.findIndex((row) => row.id === this.#anchor) : -1;
    const to = rows.findIndex((row) => row.id === id);
    const touched = from < 0 ? [{ id }] : rows.slice(Math.min(from, to), Math.max(from, to) + 1);
    for (const row of touched) isAdded ? this.ids.add(row.id) : this.ids.delete(row.id);
    this.#anchor = id;
  }

  /** Ticks exactly these. */
  set(ids: Iterable<string>): void {
    this.ids.clear();
    for (const id of ids) this.ids.add(id);
  }

  clear(): void {
    this.ids.clear();
    this.#anchor = null;
  }
}
