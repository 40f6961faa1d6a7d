import { countryName } from './format.ts';
import { type Locale, localeRow } from './locales.ts';
import { findPageFormats } from './page-formats.ts';

/** Country codes sorted by their names in the reader's language, as options of a select. */
export function countryOptions(codes: readonly string[], locale: Locale): { value: string; label: string }[] {
  const options = codes.map((code) => ({ value: code, label: countryName(code, locale) }));
  const sorted = Object.keys(findPageFormats(locale)?.countries ?? {});
  if (codes.every((code) => sorted.includes(code))) {
    return options.sort((one, other) => sorted.indexOf(one.value) - sorted.indexOf(other.value));
  }
  const collator = new Intl.Collator(localeRow(locale).intl);
  return options.sort((one, other) => collator.compare(one.label, other.label));
}
