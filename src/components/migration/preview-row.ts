import * as z from 'zod/mini';
import { missingParts } from '../../../supabase/functions/_shared/contracts/missing-parts.ts';

/** What becomes of products, in the order the preview counts them. */
export const fates = ['complete', 'incomplete', 'duplicate', 'twice'] as const;
export type Fate = (typeof fates)[number];

const previewRowSchema = z.object({
  legacy_product_id: z.string(),
  former_number: z.nullable(z.string()),
  model_code: z.string(),
  model_name: z.string(),
  serial_number: z.nullable(z.string()),
  fate: z.enum(fates),
  missing: z.array(z.enum(missingParts)),
  points: z.number(),
});
export const previewRowsSchema = z.array(previewRowSchema);

/** One product of the old account and what it becomes: a row of `preview_migration`. */
export type PreviewRow = z.infer<typeof previewRowSchema>;
