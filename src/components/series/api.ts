import * as z from 'zod/mini';
import { missingParts } from '../../../supabase/functions/_shared/contracts/missing-parts.ts';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';

/** A unit of the series as the database takes it. A type and no interface: it goes out as JSON. */
export type SeriesRow = {
  row_number: number;
  model_id: string;
  serial_number: string;
  purchased_on: string | null;
  purchased_on_is_estimate: boolean;
  purchase_country: string | null;
  dealer_name: string | null;
  dealer_is_estimate: boolean;
};

const verdictSchema = z.object({
  row_number: z.number(),
  fate: z.enum(['complete', 'incomplete', 'present', 'refused']),
  outcome: z.optional(z.nullable(z.enum(['complete', 'incomplete', 'disputed', 'present', 'refused']))),
  missing: z.array(z.enum(missingParts)),
  points: z.number(),
  reason: z.nullable(z.string()),
  hint: z.nullable(z.string()),
  product_id: z.nullable(z.string()),
});

/** What a serial would become, or (with `outcome`) what it became. */
export type Verdict = z.infer<typeof verdictSchema>;

/** Foretells each unit; registers nothing and tells nothing of other companies. Throws a PortalError. */
export async function checkProducts(account: string, rows: SeriesRow[]): Promise<Verdict[]> {
  const { data, error } = await database().rpc('check_products', { for_account: account, rows });
  if (error) throw toPortalError(error);
  return z.parse(z.array(verdictSchema), data);
}

/** Registers the units that can be, in one transaction; the same id again answers the same. Throws a PortalError. */
export async function registerSeries(account: string, id: string, rows: SeriesRow[]): Promise<Verdict[]> {
  const { data, error } = await database().rpc('register_series', {
    for_account: account,
    import_id: id,
    rows,
  });
  if (error) throw toPortalError(error);
  return z.parse(z.array(verdictSchema), data);
}
