import * as z from 'zod/mini';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import { once } from '../../lib/once.ts';
import type { TierRow } from './tier-view.ts';

const tierRows = once(() =>
  z.array(
    z.object({
      code: z.string(),
      kind: z.string(),
      minimum_points: z.number(),
      amount_minor: z.nullable(z.number()),
      currency: z.string(),
      points_missing: z.number(),
      is_offered: z.boolean(),
    }),
  ),
);

/** All active tiers for a company, lowest first, with what is offered to it (R6). Throws a PortalError. */
export async function readTiers(accountId: string): Promise<readonly TierRow[]> {
  const { data, error } = await database().rpc('available_tiers', { for_account: accountId });
  if (error) throw toPortalError(error);
  return z.parse(tierRows(), data);
}
