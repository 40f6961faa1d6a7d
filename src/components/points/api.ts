import * as z from 'zod/mini';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import { type CategoryRow, categoryRows } from './categories.ts';
import { type GapModel, gapRows } from './gap.ts';
import { type LedgerEntry, ledgerRows, pageSize } from './ledger.ts';
import { type PendingProduct, pendingRows, pendingShown } from './pending.ts';

/** A page of the company's ledger, newest first, after the entry `after` (its number) or from the beginning. Throws a PortalError. */
export async function readLedger(accountId: string, after: number | null, most = pageSize): Promise<LedgerEntry[]> {
  let query = database()
    .from('point_entries')
    .select(
      'id, entry_number, kind, points, balance_after, reason, created_at, product_id, model:product_models(name), product:products!point_entries_product_id_fkey(serial_number, removed_at, claim)',
    )
    .eq('account_id', accountId);
  if (after !== null) query = query.lt('entry_number', after);
  const { data, error } = await query.order('entry_number', { ascending: false }).limit(most);
  if (error) throw toPortalError(error);
  return z.parse(ledgerRows, data);
}

/** Points of each category, with those of no product as `other`; they add up to the balance (R3). Throws a PortalError. */
export async function readCategories(accountId: string): Promise<CategoryRow[]> {
  const { data, error } = await database()
    .from('points_by_category')
    .select('category, products, points')
    .eq('account_id', accountId);
  if (error) throw toPortalError(error);
  return z.parse(categoryRows, data);
}

/** The incomplete products that would bring points, most first; one more than is shown. Throws a PortalError. */
export async function readPending(accountId: string): Promise<PendingProduct[]> {
  const { data, error } = await database()
    .from('product_overview')
    .select('id, model_name, serial_number, missing, pending_points')
    .eq('account_id', accountId)
    .gt('pending_points', 0)
    .order('pending_points', { ascending: false })
    .order('id')
    .limit(pendingShown + 1);
  if (error) throw toPortalError(error);
  return z.parse(pendingRows, data);
}

/** Up to three models that would close the gap to the next tier; none above the highest. Throws a PortalError. */
export async function readGapModels(accountId: string): Promise<GapModel[]> {
  const { data, error } = await database().rpc('models_closing_gap', { for_account: accountId });
  if (error) throw toPortalError(error);
  return z.parse(gapRows, data);
}
