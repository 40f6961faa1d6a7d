import type { Locale } from '../../i18n/locales.ts';
import { paths } from '../../lib/paths.ts';

/** Where the tags in answers lead: `<support>…</support>` and so on. */
export function faqLinks(locale: Locale): Record<string, string> {
  return {
    create: paths.createAccount(locale),
    reset: paths.resetPassword(locale),
    account: paths.account(locale),
    products: paths.products(locale),
    tiers: paths.tiers(locale),
    invoices: paths.invoices(locale),
    membership: paths.membership(locale),
    support: paths.support(locale),
    privacy: paths.privacy(locale),
  };
}
