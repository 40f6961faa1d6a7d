import { paths } from '../../src/lib/paths.ts';

/** A screen to be taken: its name, its address, and the demo account that looks at it (nobody when it is for everybody). */
export interface Screen {
  name: string;
  path: string;
  person?: 'nolla' | '500' | '2000' | '2501' | 'siirto' | 'jasen' | typeof transferMember;
  /** Goes on, from page to page, to the first link that leads there: a part of its address. */
  opens?: readonly `/${string}/`[];
}

const locale = 'fi';
/** A member who pays by bank transfer; made for the pictures, because no demo account is one. */
export const transferMember = 'transfer';

export const screens: readonly Screen[] = [
  { name: 'landing', path: paths.home(locale) },
  { name: 'create-account', path: paths.createAccount(locale) },
  { name: 'sign-in', path: paths.signIn(locale) },
  { name: 'reset-password', path: paths.resetPassword(locale) },
  { name: 'confirm', path: `${paths.confirm()}?lang=${locale}` },
  { name: 'faq', path: paths.faq(locale) },
  { name: 'terms', path: paths.terms(locale) },
  { name: 'privacy', path: paths.privacy(locale) },
  { name: 'accessibility', path: paths.accessibility(locale) },
  { name: 'not-found', path: `/${locale}/nowhere/` },
  { name: 'invite', path: paths.invite(locale) },
  { name: 'set-password', path: paths.setPassword(locale), person: 'jasen' },
  { name: 'products-none', path: paths.products(locale), person: 'nolla' },
  { name: 'products', path: paths.products(locale), person: '2000' },
  { name: 'register-product', path: paths.registerProduct(locale), person: '2000' },
  { name: 'product', path: paths.products(locale), person: '2000', opens: ['/products/view/'] },
  {
    name: 'release-product',
    path: paths.products(locale),
    person: '2000',
    opens: ['/products/view/', '/products/release/'],
  },
  { name: 'register-series', path: paths.registerSeries(locale), person: '2000' },
  { name: 'import-products', path: paths.importProducts(locale), person: '2000' },
  { name: 'migrate-products', path: paths.migrateProducts(locale), person: 'siirto' },
  { name: 'points', path: paths.points(locale), person: '2000' },
  { name: 'tiers', path: paths.tiers(locale), person: '2000' },
  { name: 'tiers-business', path: paths.tiers(locale), person: '2501' },
  { name: 'tiers-invited', path: paths.tiers(locale), person: '500' },
  { name: 'join', path: paths.join(locale, 'gold'), person: '2000' },
  { name: 'membership', path: paths.membership(locale), person: 'jasen' },
  { name: 'invoices', path: paths.invoices(locale), person: 'jasen' },
  { name: 'invoice-card', path: paths.invoices(locale), person: 'jasen', opens: ['/invoices/view/'] },
  { name: 'invoice-transfer', path: paths.invoices(locale), person: transferMember, opens: ['/invoices/view/'] },
  { name: 'membership-card', path: paths.membershipCard(locale), person: 'jasen' },
  { name: 'check-card', path: paths.membershipCard(locale), person: 'jasen', opens: ['/check/'] },
  { name: 'account', path: paths.account(locale), person: 'jasen' },
  { name: 'support', path: paths.support(locale), person: 'jasen' },
];
