import * as z from 'zod/mini';
import type { Locale } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import { loadAccount } from '../../lib/account.svelte.ts';
import { writeCsv } from '../../lib/csv.ts';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import { saveFile } from '../../lib/save-file.ts';
import { readToday } from '../../lib/today.ts';
import { type ExportedInvoice, exportedInvoiceSchema, makeInvoiceTable } from './invoice-table.ts';

/** PostgREST answers with no more rows than this at once (supabase/config.toml, max_rows). */
const mostRows = 1000;
const columns =
  'id, membership_id, number, status, currency, subtotal_minor, tax_minor, total_minor, issued_at, due_on, paid_at, hosted_url, pdf_url, created_at';

/** Saves all invoices, newest first. Throws a PortalError. */
export async function exportInvoices(locale: Locale, text: Text): Promise<void> {
  const { account_id: id } = await loadAccount();
  const all: ExportedInvoice[] = [];
  for (;;) {
    const last = all.at(-1);
    let query = database().from('invoices').select(columns).eq('account_id', id).neq('status', 'draft');
    if (last)
      query = query.or(`created_at.lt."${last.created_at}",and(created_at.eq."${last.created_at}",id.gt.${last.id})`);
    const { data, error } = await query.order('created_at', { ascending: false }).order('id').limit(mostRows);
    if (error) throw toPortalError(error);
    all.push(...z.parse(z.array(exportedInvoiceSchema), data));
    if (data.length < mostRows) break;
  }
  saveFile(text('exports.invoices.file'), writeCsv(makeInvoiceTable(all, locale, text, readToday())));
}
