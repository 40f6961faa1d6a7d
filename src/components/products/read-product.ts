import { database } from '../../lib/database.ts';
import { explainRefusal } from '../../lib/ended-session.ts';
import { PortalError, toPortalError } from '../../lib/errors.ts';
import { type ProductRow, parseProductRows } from './product-row.ts';

/** One product. Throws a PortalError: product_not_found when it was removed or is another company's. */
export async function readProduct(id: string): Promise<ProductRow> {
  const { data, error } = await database().from('product_overview').select('*').eq('id', id).limit(1);
  if (error) throw toPortalError(error);
  const [row] = parseProductRows(data);
  if (!row) throw await explainRefusal(new PortalError('product_not_found'));
  return row;
}
