import * as z from 'zod/mini';
import { PortalError } from '../../lib/errors.ts';

/** The product's id in the address; something else than an id names no product. Throws a PortalError: product_not_found. */
export function readProductId(): string {
  const id = z.safeParse(z.uuid(), new URLSearchParams(location.search).get('id'));
  if (!id.success) throw new PortalError('product_not_found');
  return id.data;
}
