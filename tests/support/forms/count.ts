import type { PendingQuery, Row } from 'postgres';
import { sql } from '../stack.ts';

/** Counts rows; `from` is the rest of the query, such as sql`from public.products where …`. */
export async function countRows(from: PendingQuery<Row[]>): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count ${from}`;
  return row?.count ?? 0;
}
