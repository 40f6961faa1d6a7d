import * as z from 'zod/mini';
import type { PortalError } from '../../lib/errors.ts';

const refusalDetail = z.object({
  problem: z.enum(['look_alike', 'zeros', 'box_number', 'form']),
  /** A serial that would fit and is likely meant. */
  suggestion: z.nullable(z.string()),
  /** Regular expression of the model's serials. */
  pattern: z.string(),
});
export type SerialRefusal = z.infer<typeof refusalDetail>;

/** What the database says about a serial it refused (private.explain_serial); null when it says nothing we know. */
export function readSerialRefusal({ details }: Pick<PortalError, 'details'>): SerialRefusal | null {
  try {
    const parsed = z.safeParse(refusalDetail, JSON.parse(details ?? ''));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
