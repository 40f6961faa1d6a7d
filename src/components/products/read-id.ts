import { PortalError } from '../../lib/errors.ts';

/** Any id the database takes: those of a series or a file are made of a hash and have no version, which zod's uuid() would ask for. */
const productId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The product's id in the address; something else than an id names no product. Throws a PortalError: product_not_found. */
export function readProductId(): string {
  const id = new URLSearchParams(location.search).get('id') ?? '';
  if (!productId.test(id)) throw new PortalError('product_not_found');
  return id;
}
