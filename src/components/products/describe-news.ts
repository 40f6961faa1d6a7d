import { formatNumber } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import { account, loadAccount } from '../../lib/account.svelte.ts';
import type { takeNews } from './flash.ts';
import { readProduct } from './read-product.ts';
import { describeSaved } from './saved-sentence.ts';

/** What the form just did, as a sentence with the balance there is now; `success` when the product earns its points. */
export async function describeNews(
  news: NonNullable<ReturnType<typeof takeNews>>,
  locale: Locale,
  text: Text,
): Promise<{ kind: 'success' | 'info'; sentence: string }> {
  // The balance of the form's page is a second old; the number that is said must be the true one.
  await loadAccount().catch(() => undefined);
  const balance = account.row?.balance ?? null;
  if (news.kind === 'removed') {
    const values = { model: news.model, total: formatNumber(balance ?? 0, locale) };
    return { kind: 'success', sentence: text(balance === null ? 'products.removed_only' : 'products.removed', values) };
  }
  try {
    const row = await readProduct(news.id);
    return { kind: row.is_complete ? 'success' : 'info', sentence: describeSaved(row, balance, locale, text) };
  } catch {
    return { kind: 'success', sentence: text('products.saved.plain', { model: news.model }) };
  }
}
