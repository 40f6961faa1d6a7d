import * as z from 'zod/mini';
import { missingParts } from '../../../supabase/functions/_shared/contracts/missing-parts.ts';

/** What the dry run foretells. */
export const fates = ['complete', 'incomplete', 'present', 'refused'] as const;
/** What became of a row; a dispute shows itself only when the row is written (R15). */
export const outcomes = ['complete', 'incomplete', 'disputed', 'present', 'refused'] as const;

export type Outcome = (typeof outcomes)[number];

const importRowSchema = z.object({
  row_number: z.number(),
  /** The cells as they came; only where they were asked for. */
  source: z.optional(z.array(z.string())),
  model_id: z.nullable(z.string()),
  serial_number: z.nullable(z.string()),
  fate: z.nullable(z.enum(fates)),
  missing: z.nullable(z.array(z.enum(missingParts))),
  points: z.number(),
  reason: z.nullable(z.string()),
  hint: z.nullable(z.string()),
  product_id: z.nullable(z.string()),
  outcome: z.nullable(z.enum(outcomes)),
});
export const importRowsSchema = z.array(importRowSchema);

/** A row of an import as the database keeps it: `read_import`. */
export type ImportRow = z.infer<typeof importRowSchema>;

const count = z.optional(z.number());
const fateCounts = { complete: count, incomplete: count, present: count, refused: count };
export const importFactsSchema = z.object({
  id: z.string(),
  file_name: z.string(),
  header: z.array(z.string()),
  row_count: z.number(),
  staged: z.number(),
  is_checked: z.boolean(),
  is_finished: z.boolean(),
  fates: z.object(fateCounts),
  points: z.number(),
  outcomes: z.object({ ...fateCounts, disputed: count }),
  earned: z.number(),
  settled: z.number(),
});

/** What an import has come to: `describe_import`. */
export type ImportFacts = z.infer<typeof importFactsSchema>;

/** What a row is shown as: its outcome, else what was foretold. */
export function readFate(row: Pick<ImportRow, 'fate' | 'outcome'>): Outcome {
  return row.outcome ?? row.fate ?? 'refused';
}

/** Rows that will be registered. */
export function countGood({ fates: { complete = 0, incomplete = 0 } }: Pick<ImportFacts, 'fates'>): number {
  return complete + incomplete;
}

/** Rows that were registered. */
export function countRegistered({
  outcomes: { complete = 0, incomplete = 0, disputed = 0 },
}: Pick<ImportFacts, 'outcomes'>): number {
  return complete + incomplete + disputed;
}
