import { formatNumber } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import type { BulkResult } from './bulk-state.svelte.ts';

/** What a change of many products did, as one or two sentences. */
export function describeBulk({ kind, count, skipped, balance }: BulkResult, locale: Locale, text: Text): string {
  const sentences = [text(`products.bulk.${kind}`, { count, number: formatNumber(count, locale) })];
  if (skipped > 0)
    sentences.push(text('products.bulk.skipped', { count: skipped, number: formatNumber(skipped, locale) }));
  if (balance !== null) sentences.push(text('products.bulk.balance', { total: formatNumber(balance, locale) }));
  return sentences.join(' ');
}
