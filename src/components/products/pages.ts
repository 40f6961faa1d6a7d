import type { ProductSort } from './list-query.ts';
import type { ProductRow } from './product-row.ts';

/** Products in one answer. More would make the moment in which they are drawn noticeable while scrolling. */
export const pageSize = 50;

/** PostgREST answers with no more rows than this at once (supabase/config.toml, max_rows): pages of a list nobody looks at meanwhile. */
export const mostRows = 1000;

/** Where the next page begins: the last row shown. */
export type Cursor = Pick<ProductRow, 'id' | 'created_at' | 'model_name' | 'worth' | 'purchased_on'>;

/** The column a list is sorted by. Rows that are alike in it follow their ids; those without a value come last. */
export const sortColumns = {
  newest: { column: 'created_at', ascending: false },
  model: { column: 'model_name', ascending: true },
  points: { column: 'worth', ascending: false },
  purchased: { column: 'purchased_on', ascending: false },
} as const satisfies Record<ProductSort, { column: keyof Cursor; ascending: boolean }>;

/** The rows after the cursor, as an `or` of PostgREST. A moved company's products all bear the same moment, so the id decides among equals. */
export function filterAfter(sort: ProductSort, cursor: Cursor): string {
  const { column, ascending } = sortColumns[sort];
  const last = cursor[column];
  if (last === null) return `and(${column}.is.null,id.gt.${cursor.id})`;
  const value = `"${String(last).replace(/["\\]/g, '\\$&')}"`;
  const following = [
    `${column}.${ascending ? 'gt' : 'lt'}.${value}`,
    `and(${column}.eq.${value},id.gt.${cursor.id})`,
    ...(column === 'purchased_on' ? [`${column}.is.null`] : []),
  ];
  return following.join(',');
}

/** Appends a page; a row that is there already (registered meanwhile in another tab) is not shown twice. */
export function mergePages<Row extends Pick<ProductRow, 'id'>>(shown: readonly Row[], next: readonly Row[]): Row[] {
  const known = new Set(shown.map((row) => row.id));
  return [...shown, ...next.filter((row) => !known.has(row.id))];
}

/** Puts newer copies in the places of the rows they replace; rows that stay are the same objects. */
export function replaceRows<Row extends Pick<ProductRow, 'id'>>(shown: readonly Row[], newer: readonly Row[]): Row[] {
  const byId = new Map(newer.map((row) => [row.id, row]));
  return shown.map((row) => byId.get(row.id) ?? row);
}
