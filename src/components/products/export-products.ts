import type { Locale } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import { loadAccount } from '../../lib/account.svelte.ts';
import { writeCsv } from '../../lib/csv.ts';
import { saveFile } from '../../lib/save-file.ts';
import { listProducts } from './list-api.ts';
import type { ProductQuery } from './list-query.ts';
import { mostRows } from './pages.ts';
import type { ProductRow } from './product-row.ts';
import { makeProductTable } from './product-table.ts';

/** Saves all products the list is showing by its search and filters, in its order. Throws a PortalError. */
export async function exportProducts(query: ProductQuery, locale: Locale, text: Text): Promise<void> {
  const { account_id: id } = await loadAccount();
  const all: ProductRow[] = [];
  for (;;) {
    const { rows } = await listProducts(id, query, all.at(-1) ?? null, mostRows);
    all.push(...rows);
    if (rows.length < mostRows) break;
  }
  saveFile(text('exports.products.file'), writeCsv(makeProductTable(all, locale, text)));
}
