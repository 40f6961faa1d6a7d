import * as z from 'zod/mini';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import { type CheckedCode, checkedCodeSchema } from './api.ts';

const migrationRows = z.array(
  z.object({
    id: z.string(),
    migrated_at: z.string(),
    undo_until: z.string(),
    undone_at: z.nullable(z.string()),
    moved: z.number(),
    may_undo: z.boolean(),
  }),
);
const undoPreview = z.object({
  leaving: z.number(),
  points: z.number(),
  kept: z.array(
    z.object({
      product_id: z.string(),
      model_name: z.string(),
      serial_number: z.nullable(z.string()),
      reason: z.enum(['edited', 'decided']),
    }),
  ),
});
const undoResult = z.object({ left: z.number(), points: z.number(), kept: z.number() });

export type Migration = z.infer<typeof migrationRows>[number];
export type UndoPreview = z.infer<typeof undoPreview>;
export type UndoResult = z.infer<typeof undoResult>;

/** Gives the company another old address. Throws a PortalError: invalid_input, too_many_requests, not_allowed. */
export async function addOldAddress(accountId: string, address: string): Promise<void> {
  const { error } = await database().rpc('add_old_address', { for_account: accountId, address });
  if (error) throw toPortalError(error);
}

/** Asks for a code to the address on file for an old number, whether or not anybody has it (R17). Answers the seconds until the next. */
export async function requestNumberCode(accountId: string, number: string): Promise<number> {
  const { data, error } = await database().rpc('request_number_code', { for_account: accountId, number });
  if (error) throw toPortalError(error);
  return z.parse(z.object({ wait_seconds: z.number() }), data).wait_seconds;
}

/** Checks that code; a wrong code is an answer, not an error. Throws a PortalError. */
export async function confirmNumberCode(accountId: string, number: string, code: string): Promise<CheckedCode> {
  const { data, error } = await database().rpc('confirm_number_code', { for_account: accountId, number, code });
  if (error) throw toPortalError(error);
  return z.parse(checkedCodeSchema, data);
}

/** Moves made so far, newest first. Throws a PortalError. */
export async function readMigrations(accountId: string): Promise<Migration[]> {
  const { data, error } = await database().rpc('my_migrations', { for_account: accountId });
  if (error) throw toPortalError(error);
  return z.parse(migrationRows, data);
}

/** What taking a move back would do. Throws a PortalError: not_allowed. */
export async function previewUndo(accountId: string, migration: string): Promise<UndoPreview> {
  const { data, error } = await database().rpc('preview_undo', { for_account: accountId, migration });
  if (error) throw toPortalError(error);
  return z.parse(undoPreview, data);
}

/** Takes a move back; asking again answers the same. Throws a PortalError: migration_undo_late, not_allowed. */
export async function undoMigration(accountId: string, migration: string): Promise<UndoResult> {
  const { data, error } = await database().rpc('undo_migration', { for_account: accountId, migration });
  if (error) throw toPortalError(error);
  return z.parse(undoResult, data);
}
