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
