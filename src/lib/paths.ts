import { isEnabledLocale, type Locale } from '../i18n/locales.ts';

/** Every internal address. English words in every language; all end with a slash (product.md, "Screens"). */
export const paths = {
  root: () => '/',
  /** Locale-free: links in mails lead here. */
  confirm: () => '/auth/confirm/',
  home: (locale: Locale) => `/${locale}/`,
  createAccount: (locale: Locale) => `/${locale}/create-account/`,
  signIn: (locale: Locale, next?: string) => `/${locale}/sign-in/${next ? `?next=${encodeURIComponent(next)}` : ''}`,
  setPassword: (locale: Locale) => `/${locale}/set-password/`,
  resetPassword: (locale: Locale) => `/${locale}/reset-password/`,
  products: (locale: Locale) => `/${locale}/products/`,
  registerProduct: (locale: Locale) => `/${locale}/products/register/`,
  product: (locale: Locale, productId: string) => `/${locale}/products/view/?id=${encodeURIComponent(productId)}`,
  migrateProducts: (locale: Locale) => `/${locale}/products/migrate/`,
  releaseProduct: (locale: Locale, productId: string) =>
    `/${locale}/products/release/?id=${encodeURIComponent(productId)}`,
  /** The token stands in the fragment, so that no server sees it. */
  acceptProduct: (locale: Locale, token?: string) => `/${locale}/products/accept/${token ? `#${token}` : ''}`,
  proof: (locale: Locale, productId: string) => `/${locale}/products/proof/?id=${encodeURIComponent(productId)}`,
  importProducts: (locale: Locale) => `/${locale}/products/import/`,
  registerSeries: (locale: Locale) => `/${locale}/products/register-many/`,
  points: (locale: Locale) => `/${locale}/points/`,
  tiers: (locale: Locale) => `/${locale}/tiers/`,
  join: (locale: Locale, tierCode?: string) =>
    `/${locale}/join/${tierCode ? `?tier=${encodeURIComponent(tierCode)}` : ''}`,
  membership: (locale: Locale) => `/${locale}/membership/`,
  membershipCard: (locale: Locale) => `/${locale}/membership/card/`,
  /** For service desks, without sign-in. The token stands in the fragment, so that no server's log holds it. */
  checkCard: (locale: Locale, token?: string) => `/${locale}/check/${token ? `#${token}` : ''}`,
  invoices: (locale: Locale) => `/${locale}/invoices/`,
  invoice: (locale: Locale, invoiceId: string) => `/${locale}/invoices/view/?id=${encodeURIComponent(invoiceId)}`,
  account: (locale: Locale) => `/${locale}/account/`,
  /** Mails that invite a colleague lead here, and people without a company. */
  invite: (locale: Locale) => `/${locale}/invite/`,
  support: (locale: Locale) => `/${locale}/support/`,
  faq: (locale: Locale, questionId?: string) => `/${locale}/faq/${questionId ? `#${questionId}` : ''}`,
  terms: (locale: Locale) => `/${locale}/terms/`,
  privacy: (locale: Locale) => `/${locale}/privacy/`,
  accessibility: (locale: Locale) => `/${locale}/accessibility/`,
};

/** The same page in another language: ('/fi/products/', 'en') → '/en/products/'. Null for addresses without a language. */
export function switchLocale(path: string, locale: Locale): string | null {
  const [, current, ...rest] = path.split('/');
  return isEnabledLocale(current) ? ['', locale, ...rest].join('/') : null;
}

/** A `next` parameter from outside, if it is a path of this site; else null (no open redirect: `//host`, `/\host` and schemes are refused). */
export function parseOwnPath(value: string | null): string | null {
  if (!value || !/^\/(?![/\\])/.test(value) || /[\\\s]/.test(value)) return null;
  const base = 'https://own.invalid';
  return new URL(value, base).origin === base ? value : null;
}
