import * as z from 'zod/mini';
import { missingParts } from '../../../supabase/functions/_shared/contracts/missing-parts.ts';

/** Incomplete products shown at once; the rest are in the product list. */
export const pendingShown = 5;

export const pendingRows = z.array(
  z.object({
    id: z.string(),
    model_name: z.string(),
    serial_number: z.nullable(z.string()),
    missing: z.array(z.enum(missingParts)),
    pending_points: z.number(),
  }),
);
export type PendingProduct = z.infer<typeof pendingRows>[number];
