import * as z from 'zod/mini';

/** The fifteen languages of the programme (product.md); which of them are switched on is decided in src/i18n/locales.ts. */
export const localeCodes = [
  'fi',
  'sv',
  'en',
  'da',
  'nb',
  'de',
  'nl',
  'fr',
  'it',
  'es',
  'pt',
  'pl',
  'cs',
  'sk',
  'hu',
] as const;
export const localeCode = z.enum(localeCodes);
