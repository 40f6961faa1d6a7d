import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';

/** Removes a product: its points are reversed, its serial is free. Safe to repeat. Throws a PortalError. */
export async function removeProduct(id: string): Promise<void> {
  const { error } = await database().rpc('remove_product', { product_id: id });
  if (error) throw toPortalError(error);
}
