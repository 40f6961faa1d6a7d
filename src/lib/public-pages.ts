import type { Locale } from '../i18n/locales.ts';
import { paths } from './paths.ts';

/** The pages search engines may list, in each language; the sitemap follows. */
export const publicPages: readonly ((locale: Locale) => string)[] = [
  paths.home,
  paths.faq,
  paths.createAccount,
  paths.signIn,
  paths.resetPassword,
  paths.support,
  paths.terms,
  paths.privacy,
  paths.accessibility,
];
