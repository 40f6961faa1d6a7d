import * as z from 'zod/mini';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import { makePatterns, type ProductQuery } from './list-query.ts';
import { type Cursor, filterAfter, pageSize, sortColumns } from './pages.ts';
import { type ProductRow, parseProductRows } from './product-row.ts';

const columns =
  'id,model_id,model_code,model_name,category,serial_example,serial_number,purchased_on,purchased_on_is_estimate,purchase_country,' +
  'dealer_name,dealer_is_estimate,claim,is_complete,missing,created_at,points,pending_points,worth,state';

/** A page of the company's products, `most` rows; the first one with the number of products there are in all. Throws a PortalError. */
export async function listProducts(
  accountId: string,
  { search, state, category, country, sort }: ProductQuery,
  after: Cursor | null,
  most: number = pageSize,
): Promise<{ rows: ProductRow[]; total: number | null }> {
  let query = database()
    .from('product_overview')
    .select(columns, after ? {} : { count: 'exact' })
    .eq('account_id', accountId);
  if (state === 'complete') query = query.eq('is_complete', true);
  if (state === 'incomplete')
    query = query.eq('is_complete', false).eq('state', 'in_use').in('claim', ['none', 'held']);
  if (state === 'disputed') query = query.in('claim', ['disputed', 'lost']);
  if (category) query = query.eq('category', category);
  if (country) query = query.eq('purchase_country', country);
  for (const pattern of makePatterns(search)) query = query.like('search_text', pattern);
  if (after) query = query.or(filterAfter(sort, after));
  const { column, ascending } = sortColumns[sort];
  const { data, error, count } = await query.order(column, { ascending, nullsFirst: false }).order('id').limit(most);
  if (error) throw toPortalError(error);
  return { rows: parseProductRows(data), total: count };
}

const editSchema = z.object({
  id: z.string(),
  /** Passed over when it was changed after this moment. */
  unchanged_since: z.optional(z.string()),
  dealer_name: z.optional(z.nullable(z.string())),
  dealer_is_estimate: z.optional(z.boolean()),
  purchased_on: z.optional(z.nullable(z.string())),
  purchased_on_is_estimate: z.optional(z.boolean()),
  purchase_country: z.optional(z.nullable(z.string())),
});

/** What changes about one product; a field that is not named stays. */
export type ProductEdit = z.infer<typeof editSchema>;

/** Most products that are changed or removed at once; the database refuses more. */
export const mostAtOnce = 500;

/**
 * Changes many products in one transaction, or none. Answers them as they are now, and the edits that put everything back. Throws a PortalError.
 */
export async function editProducts(edits: ProductEdit[]): Promise<{ products: ProductRow[]; undo: ProductEdit[] }> {
  const { data, error } = await database().rpc('edit_products', { edits });
  if (error) throw toPortalError(error);
  const answer = z.parse(z.object({ products: z.unknown(), undo: z.array(editSchema) }), data);
  return { products: parseProductRows(answer.products), undo: answer.undo };
}

/** Removes many products in one transaction, or none. Safe to repeat. Throws a PortalError. */
export async function removeProducts(ids: string[]): Promise<void> {
  const { error } = await database().rpc('remove_products', { product_ids: ids });
  if (error) throw toPortalError(error);
}
