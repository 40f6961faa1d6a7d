import * as z from 'zod/mini';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import { type CategoryRow, categoryRows } from './categories.ts';
import { type LedgerEntry, ledgerRows, pageSize } from './ledger.ts';

/** PostgREST answers with no more rows than this at once (supabase/config.toml, max_rows). */
const mostRows = 1000;

/** A page of the company's ledger, newest first, after the entry `after` (its number) or from the beginning. Throws a PortalError. */
export async function readLedger(accountId: string, after: number | null, most = pageSize): Promise<LedgerEntry[]> {
  let query = database()
    .from('point_entries')
    .select(
      'id, entry_number, kind, points, balance_after, reason, created_at, product_id, model:product_models(name), product:products(serial_number, removed_at, claim)',
    )
    .eq('account_id', accountId);
  if (after !== null) query = query.lt('entry_number', after);
  const { data, error } = await query.order('entry_number', { ascending: false }).limit(most);
  if (error) throw toPortalError(error);
  return z.parse(ledgerRows, data);
}

/** Category and points of all the company's complete products. Throws a PortalError. */
export async function readCategoryRows(accountId: string): Promise<CategoryRow[]> {
  const rows: CategoryRow[] = [];
  for (;;) {
    const last = rows.at(-1);
    let query = database()
      .from('product_overview')
      .select('id, category, points')
      .eq('account_id', accountId)
      .eq('is_complete', true);
    if (last) query = query.gt('id', last.id);
    const { data, error } = await query.order('id').limit(mostRows);
    if (error) throw toPortalError(error);
    rows.push(...z.parse(categoryRows, data));
    if (data.length < mostRows) return rows;
  }
}
