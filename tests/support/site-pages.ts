import { enabledLocales, type Locale } from '../../src/i18n/locales.ts';
import { paths } from '../../src/lib/paths.ts';
import { publicPages } from '../../src/lib/public-pages.ts';

/** The languages that are switched on, as the page objects name them. */
export const locales = enabledLocales.filter((code): code is 'fi' | 'en' => code === 'fi' || code === 'en');

/** Pages without a form: they ship next to no script. */
export const readingPages: readonly ((locale: Locale) => string)[] = [
  paths.home,
  paths.faq,
  paths.terms,
  paths.privacy,
  paths.accessibility,
];

/** Pages anybody may open. */
export const openPages: readonly ((locale: Locale) => string)[] = [
  ...publicPages,
  paths.setPassword,
  paths.invite,
  (locale) => paths.checkCard(locale),
];

/** Pages for signed-in people, without those that need a product or a tier. */
export const memberPages: readonly ((locale: Locale) => string)[] = [
  paths.products,
  paths.registerProduct,
  paths.importProducts,
  paths.registerSeries,
  paths.migrateProducts,
  paths.points,
  (locale) => paths.acceptProduct(locale),
  paths.tiers,
  (locale) => paths.join(locale, 'silver'),
  paths.membership,
  paths.membershipCard,
  paths.invoices,
  // Of nobody: it loads what the page of every invoice loads.
  (locale) => paths.invoice(locale, '00000000-0000-4000-8000-000000000000'),
  paths.account,
  paths.support,
];
