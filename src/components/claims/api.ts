import * as z from 'zod/mini';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';

/** What a product can be marked as by its company. */
export type Mark = 'sold' | 'stolen' | 'scrapped' | 'in_use';

const sideSchema = z.object({ side: z.enum(['claimant', 'holder']) });
const releaseSchema = z.object({ expires_at: z.string() });
const madeReleaseSchema = z.object({ token: z.string(), expires_at: z.string() });

export type MadeRelease = z.infer<typeof madeReleaseSchema>;

/** Marks a product. Safe to repeat. Throws a PortalError: serial_not_held, product_removed, not_allowed. */
export async function markProduct(id: string, state: Mark): Promise<void> {
  const { error } = await database().rpc('mark_product', { product_id: id, state });
  if (error) throw toPortalError(error);
}

/** Which side of an open dispute a product is on, null for none. Throws a PortalError. */
export async function readSide(productId: string): Promise<'claimant' | 'holder' | null> {
  const { data, error } = await database()
    .from('dispute_sides')
    .select('side')
    .eq('product_id', productId)
    .is('closed_at', null)
    .limit(1);
  if (error) throw toPortalError(error);
  return z.parse(z.array(sideSchema), data)[0]?.side ?? null;
}

/** Until when an open release link of a product works (ISO 8601), null without one. Throws a PortalError. */
export async function readOpenRelease(productId: string): Promise<string | null> {
  const { data, error } = await database()
    .from('product_releases')
    .select('expires_at')
    .eq('product_id', productId)
    .is('withdrawn_at', null)
    .is('accepted_at', null)
    .gt('expires_at', new Date().toISOString())
    .limit(1);
  if (error) throw toPortalError(error);
  return z.parse(z.array(releaseSchema), data)[0]?.expires_at ?? null;
}

/** Makes a link for the buyer; an older one stops working. Throws a PortalError: product_disputed, product_stolen, serial_not_held, … */
export async function makeRelease(productId: string): Promise<MadeRelease> {
  const { data, error } = await database().rpc('release_product', { product_id: productId });
  if (error) throw toPortalError(error);
  return z.parse(madeReleaseSchema, data);
}

/** Makes the open link of a product useless. Safe to repeat. Throws a PortalError. */
export async function withdrawRelease(productId: string): Promise<void> {
  const { error } = await database().rpc('withdraw_release', { product_id: productId });
  if (error) throw toPortalError(error);
}
