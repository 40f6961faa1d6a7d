/** One language of the portal. */
export interface LocaleRow {
  code: string;
  /** The language's name in itself, as the language menu shows it. */
  endonym: string;
  /** BCP 47 tag for Intl and the lang attribute. */
  intl: string;
  dir: 'ltr' | 'rtl';
  /** Switched on when its messages are complete; routes, menus, mails and hreflang follow. */
  enabled: boolean;
}

/** THE list of languages, in the order of the menu. */
export const locales = [
  { code: 'fi', endonym: 'Suomi', intl: 'fi-FI', dir: 'ltr', enabled: true },
  { code: 'sv', endonym: 'Svenska', intl: 'sv-SE', dir: 'ltr', enabled: false },
  { code: 'en', endonym: 'English', intl: 'en-GB', dir: 'ltr', enabled: true },
  { code: 'da', endonym: 'Dansk', intl: 'da-DK', dir: 'ltr', enabled: false },
  { code: 'nb', endonym: 'Norsk bokmål', intl: 'nb-NO', dir: 'ltr', enabled: false },
  { code: 'de', endonym: 'Deutsch', intl: 'de-DE', dir: 'ltr', enabled: false },
  { code: 'nl', endonym: 'Nederlands', intl: 'nl-NL', dir: 'ltr', enabled: false },
  { code: 'fr', endonym: 'Français', intl: 'fr-FR', dir: 'ltr', enabled: false },
  { code: 'it', endonym: 'Italiano', intl: 'it-IT', dir: 'ltr', enabled: false },
  { code: 'es', endonym: 'Español', intl: 'es-ES', dir: 'ltr', enabled: false },
  { code: 'pt', endonym: 'Português', intl: 'pt-PT', dir: 'ltr', enabled: false },
  { code: 'pl', endonym: 'Polski', intl: 'pl-PL', dir: 'ltr', enabled: false },
  { code: 'cs', endonym: 'Čeština', intl: 'cs-CZ', dir: 'ltr', enabled: false },
  { code: 'sk', endonym: 'Slovenčina', intl: 'sk-SK', dir: 'ltr', enabled: false },
  { code: 'hu', endonym: 'Magyar', intl: 'hu-HU', dir: 'ltr', enabled: false },
] as const satisfies readonly LocaleRow[];

export type Locale = (typeof locales)[number]['code'];

export const defaultLocale: Locale = 'fi';

/** The locales that have pages and mails now. */
export const enabledLocales: readonly Locale[] = locales.filter((row) => row.enabled).map((row) => row.code);

/** The row of a locale. */
export function localeRow(locale: Locale): LocaleRow {
  const row = locales.find((candidate) => candidate.code === locale);
  if (!row) throw new Error(`unknown locale: ${locale}`);
  return row;
}

/** Tells whether a text from outside (address, database, header) names a language that is switched on. */
export function isEnabledLocale(value: unknown): value is Locale {
  return enabledLocales.some((code) => code === value);
}
