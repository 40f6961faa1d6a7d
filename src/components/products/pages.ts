import type { ProductRow } from './product-row.ts';

/** Products in one answer. */
export const pageSize = 50;

/** Where the next page begins: the last row shown. */
export interface Cursor {
  created_at: string;
  id: string;
}

/** Rows in the order created_at descending, id ascending; a moved company's products all bear the same moment. */
export function filterAfter({ created_at, id }: Cursor): string {
  return `created_at.lt."${created_at}",and(created_at.eq."${created_at}",id.gt.${id})`;
}

/** Appends a page; a row that is there already (registered meanwhile in another tab) is not shown twice. */
export function mergePages<Row extends Pick<ProductRow, 'id'>>(shown: readonly Row[], next: readonly Row[]): Row[] {
  const known = new Set(shown.map((row) => row.id));
  return [...shown, ...next.filter((row) => !known.has(row.id))];
}
