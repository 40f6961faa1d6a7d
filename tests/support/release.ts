import { callDatabase } from '../functions/support/rpc.ts';
import type { Member } from './members.ts';
import { addProduct } from './products.ts';

/** A company lets go of a product of its own; answers the token of the link for the buyer. */
export async function makeRelease(seller: Member): Promise<string> {
  const product = await addProduct(seller);
  return (await callDatabase(seller.token, 'release_product', { product_id: product })).body.token;
}
