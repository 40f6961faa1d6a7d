import { formatNumber } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import { nameParts } from './missing.ts';
import type { ProductRow } from './product-row.ts';
import { readProductState } from './product-state.ts';

/** What saving brought, for the status on the list. `balance` null: not known at the moment. */
export function describeSaved(row: ProductRow, balance: number | null, locale: Locale, text: Text): string {
  const model = row.model_name;
  const state = readProductState(row);
  if (state === 'disputed') return text('products.saved.disputed', { model });
  if (state === 'lost') return text('products.saved.lost', { model });
  if (state === 'stolen') return text('products.saved.plain', { model });
  if (state === 'incomplete') {
    const parts = nameParts(row.missing, locale, text);
    return text('products.saved.incomplete', { model, parts, points: formatNumber(row.pending_points, locale) });
  }
  if (row.points === 0) return text('products.saved.plain', { model });
  const points = formatNumber(row.points, locale);
  if (balance === null) return text('products.saved.complete_only', { model, points });
  return text('products.saved.complete', { model, points, total: formatNumber(balance, locale) });
}
