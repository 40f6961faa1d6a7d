import * as z from 'zod/mini';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import { type PreviewRow, previewRowsSchema } from './preview-row.ts';

const sentCodeSchema = z.object({ sent_to: z.string(), wait_seconds: z.number() });
/** The answer to a code, whichever way it came. */
export const checkedCodeSchema = z.object({ state: z.enum(['proven', 'wrong', 'expired']), tries_left: z.number() });
const resultSchema = z.object({
  moved: z.number(),
  complete: z.number(),
  points: z.number(),
  former_numbers: z.array(z.string()),
});

export type SentCode = z.infer<typeof sentCodeSchema>;
export type CheckedCode = z.infer<typeof checkedCodeSchema>;
export type MigrationResult = z.infer<typeof resultSchema>;

/** The API cuts longer answers silently. */
const rowsPerAnswer = 1000;

/** Mails a code to the old address. Throws a PortalError: too_many_requests, migration_not_available, not_allowed. */
export async function requestCode(accountId: string): Promise<SentCode> {
  const { data, error } = await database().rpc('request_migration_code', { for_account: accountId });
  if (error) throw toPortalError(error);
  return z.parse(sentCodeSchema, data);
}

/** Checks the code of that mail; a wrong code is an answer, not an error. Throws a PortalError. */
export async function confirmCode(accountId: string, code: string): Promise<CheckedCode> {
  const { data, error } = await database().rpc('confirm_migration_code', { for_account: accountId, code });
  if (error) throw toPortalError(error);
  return z.parse(checkedCodeSchema, data);
}

/** What each product of the old account would become; all of them. Throws a PortalError: migration_proof_missing, not_allowed. */
export async function previewMigration(accountId: string): Promise<PreviewRow[]> {
  const rows: PreviewRow[] = [];
  for (;;) {
    const { data, error } = await database()
      .rpc('preview_migration', { for_account: accountId })
      .range(rows.length, rows.length + rowsPerAnswer - 1);
    if (error) throw toPortalError(error);
    const page = z.parse(previewRowsSchema, data);
    rows.push(...page);
    if (page.length < rowsPerAnswer) return rows;
  }
}

/** Moves everything, all or nothing. Throws a PortalError: migration_nothing_to_move, migration_proof_missing, not_allowed. */
export async function migrateProducts(accountId: string): Promise<MigrationResult> {
  const { data, error } = await database().rpc('migrate_products', { for_account: accountId });
  if (error) throw toPortalError(error);
  return z.parse(resultSchema, data);
}
