import type { Text } from '../../i18n/message.ts';
import { loadAccount } from '../../lib/account.svelte.ts';
import { writeCsv } from '../../lib/csv.ts';
import { saveFile } from '../../lib/save-file.ts';
import { readLedger } from './api.ts';
import type { LedgerEntry } from './ledger.ts';
import { makePointsTable } from './points-table.ts';

/** PostgREST answers with no more rows than this at once (supabase/config.toml, max_rows). */
const mostRows = 1000;

/** Saves the whole ledger, newest first. Throws a PortalError. */
export async function exportPoints(text: Text): Promise<void> {
  const { account_id: id } = await loadAccount();
  const all: LedgerEntry[] = [];
  for (;;) {
    const rows = await readLedger(id, all.at(-1)?.entry_number ?? null, mostRows);
    all.push(...rows);
    if (rows.length < mostRows) break;
  }
  saveFile(text('exports.points.file'), writeCsv(makePointsTable(all, text)));
}
