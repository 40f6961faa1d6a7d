import * as z from 'zod/mini';

/** Entries in one answer. */
export const pageSize = 50;

export const ledgerRows = z.array(
  z.object({
    id: z.string(),
    /** Order of booking; the page after this entry begins below it. */
    entry_number: z.number(),
    kind: z.enum(['award', 'reversal', 'adjustment']),
    points: z.number(),
    balance_after: z.number(),
    reason: z.nullable(z.string()),
    created_at: z.string(),
    product_id: z.nullable(z.string()),
    model: z.nullable(z.object({ name: z.string() })),
    product: z.nullable(
      z.object({ serial_number: z.nullable(z.string()), removed_at: z.nullable(z.string()), claim: z.string() }),
    ),
  }),
);
export type LedgerEntry = z.infer<typeof ledgerRows>[number];

/** Why an entry was booked, as the last part of a message key `points.reason.…`. */
export type LedgerReason = 'award' | 'not_counted' | 'changed' | 'removed' | 'lost' | 'adjustment';

/**
 * Why each entry was booked, in the order given (newest first, from the newest on). Only a product's newest entry can be explained by what
 * the product is today; an older reversal was followed by a new award, so its data had merely changed.
 */
export function explainEntries(entries: readonly LedgerEntry[]): LedgerReason[] {
  const seen = new Set<string>();
  return entries.map((entry) => {
    if (entry.kind !== 'reversal') {
      if (entry.product_id) seen.add(entry.product_id);
      return entry.kind === 'award' && entry.points === 0 ? 'not_counted' : entry.kind;
    }
    const isNewest = entry.product_id !== null && !seen.has(entry.product_id);
    if (entry.product_id) seen.add(entry.product_id);
    if (isNewest && entry.product?.removed_at) return 'removed';
    return isNewest && entry.product?.claim === 'lost' ? 'lost' : 'changed';
  });
}

/** Appends a page; entries shown already are not repeated. */
export function appendEntries(shown: readonly LedgerEntry[], next: readonly LedgerEntry[]): LedgerEntry[] {
  const last = shown.at(-1)?.entry_number ?? Number.POSITIVE_INFINITY;
  return [...shown, ...next.filter((entry) => entry.entry_number < last)];
}

/** Points with their sign, `+700`, `−700` or `0`; `number` is the formatted amount without a sign. */
export function writeSigned(points: number, number: string): string {
  if (points === 0) return number;
  return `${points < 0 ? '\u2212' : '+'}${number}`;
}
