import * as z from 'zod/mini';
import { optionalLine } from './text.ts';

/**
 * What the browser writes into `products` (S2, S4); everything but the model may be left for later. Dates are ISO 8601 (2026-11-22).
 * The table checks again and decides completeness (R1); serial rules are per model and live there.
 */
export const productForm = z.object({
  model_id: z.uuid(),
  serial_number: optionalLine(60),
  purchased_on: z.nullable(z.iso.date()),
  purchased_on_is_estimate: z.boolean(),
  purchase_country: z.nullable(z.string().check(z.regex(/^[A-Z]{2}$/))),
  dealer_name: optionalLine(120),
  dealer_is_estimate: z.boolean(),
});
export type ProductForm = z.infer<typeof productForm>;
