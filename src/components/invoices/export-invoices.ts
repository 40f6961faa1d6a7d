import * as z from 'zod/mini';
import type { Locale } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import { loadAccount } from '../../lib/account.svelte.ts';
import { writeCsv } from '../../lib/csv.ts';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import { saveFile } from '../../lib/save-file.ts';
import { readToday } from '../../lib/today.ts';
import { exportedInvoiceSchema, exportedNoteSchema, makeInvoiceTable } from './invoice-table.ts';

/** PostgREST answers with no more rows than this at once (supabase/config.toml, max_rows). */
const mostRows = 1000;

/** Saves all invoices with their credit notes, newest first. Throws a PortalError. */
export async function exportInvoices(locale: Locale, text: Text): Promise<void> {
  const { account_id: id } = await loadAccount();
  const invoices = await readAll('invoices', 'created_at', id, exportedInvoiceSchema);
  const notes = await readAll('credit_notes', 'issued_at', id, exportedNoteSchema);
  saveFile(text('exports.invoices.file'), writeCsv(makeInvoiceTable(invoices, notes, locale, text, readToday())));
}

/** All rows of a table for a company, newest first, page by page: each begins after the last row of the one before. */
async function readAll<Schema extends z.ZodMiniObject<{ id: z.ZodMiniString }>>(
  table: 'invoices' | 'credit_notes',
  moment: 'created_at' | 'issued_at',
  accountId: string,
  schema: Schema,
): Promise<z.infer<Schema>[]> {
  const columns = Object.keys(schema.shape).join(', ');
  const all: z.infer<Schema>[] = [];
  for (;;) {
    const last = all.at(-1) as Record<string, string> | undefined;
    // Drafts are no documents; a credit note is never one.
    const status = table === 'invoices' ? 'draft' : 'none';
    // The tables differ, the question does not: it is written for one of them.
    let query = database()
      .from(table as 'invoices')
      .select(columns)
      .eq('account_id', accountId)
      .neq('status', status);
    if (last) query = query.or(`${moment}.lt."${last[moment]}",and(${moment}.eq."${last[moment]}",id.gt.${last.id})`);
    const { data, error } = await query.order(moment, { ascending: false }).order('id').limit(mostRows);
    if (error) throw toPortalError(error);
    all.push(...z.parse(z.array(schema), data));
    if (data.length < mostRows) return all;
  }
}
