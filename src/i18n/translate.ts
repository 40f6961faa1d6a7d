import { readCatalogue } from './catalogue.ts';
import { createTranslator, type Translate } from './create-translator.ts';
import type { Locale } from './locales.ts';

const translators = new Map<Locale, Translate>();

/** `t` of a locale for pages and layouts, at build time. Example: `translator('fi')('common.nav.products')` → "Omat tuotteet". */
export function translator(locale: Locale): Translate {
  const known = translators.get(locale);
  if (known) return known;
  const created = createTranslator(locale, readCatalogue(locale));
  translators.set(locale, created);
  return created;
}
