import * as z from 'zod/mini';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import { type ProductRow, parseProductRows } from './product-row.ts';

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
