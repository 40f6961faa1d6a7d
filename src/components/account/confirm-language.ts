import { defaultLocale, enabledLocales, isEnabledLocale, type Locale } from '../../i18n/locales.ts';
import { matchLocale } from '../../i18n/match-locale.ts';

/** The page's language: that of the mail, else the one chosen here before, else the browser's. */
export function chooseConfirmLanguage(
  ofMail: string | null,
  remembered: string | null,
  wishes: readonly string[],
): Locale {
  if (isEnabledLocale(ofMail)) return ofMail;
  if (isEnabledLocale(remembered)) return remembered;
  const wished = matchLocale(wishes, enabledLocales, defaultLocale);
  return isEnabledLocale(wished) ? wished : defaultLocale;
}

/** The language chosen in the menu before, or null. */
export function recallLanguage(): string | null {
  try {
    return localStorage.getItem('cps.locale');
  } catch {
    return null;
  }
}
