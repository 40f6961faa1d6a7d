import * as z from 'zod/mini';
import { missingParts } from '../../../supabase/functions/_shared/contracts/missing-parts.ts';
import { once } from '../../lib/once.ts';

/** One registered product: a row of the view `product_overview`. */
const productRows = once(() =>
  z.array(
    z.object({
      id: z.string(),
      /** Read with a single product only; the list asks for one company's. */
      account_id: z.optional(z.string()),
      model_id: z.string(),
      model_code: z.string(),
      model_name: z.string(),
      category: z.string(),
      serial_example: z.string(),
      serial_number: z.nullable(z.string()),
      purchased_on: z.nullable(z.string()),
      purchased_on_is_estimate: z.boolean(),
      purchase_country: z.nullable(z.string()),
      dealer_name: z.nullable(z.string()),
      dealer_is_estimate: z.boolean(),
      claim: z.enum(['none', 'held', 'disputed', 'lost']),
      is_complete: z.boolean(),
      missing: z.array(z.enum(missingParts)),
      created_at: z.string(),
      points: z.number(),
      pending_points: z.number(),
      /** Points earned, or what the model would bring: what the list is sorted by. */
      worth: z.number(),
      state: z.enum(['in_use', 'stolen']),
    }),
  ),
);

export type ProductRow = z.infer<ReturnType<typeof productRows>>[number];

/** Parses rows of the view; throws when the database answers another form. */
export function parseProductRows(rows: unknown): ProductRow[] {
  return z.parse(productRows(), rows);
}
