import { readFileSync } from 'node:fs';
import type { Area } from '../../../src/i18n/areas.ts';
import { fillBrand } from '../../../src/i18n/brand-variables.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import { createText, type Text } from '../../../src/i18n/message.ts';
import { type Messages, prefixMessages } from '../../../src/i18n/messages.ts';

/** The words of some areas as members read them, so that page objects never copy a name. Example: `readWords('fi', 'tiers')('tiers.title')`. */
export function readWords(locale: Locale, ...areas: Area[]): Text {
  const messages = areas.map((area) => prefixMessages(area, readArea(locale, area)));
  return createText(locale, fillBrand(Object.assign({}, ...messages)));
}

function readArea(locale: Locale, area: Area): Messages {
  return JSON.parse(readFileSync(new URL(`../../../src/i18n/${locale}/${area}.json`, import.meta.url), 'utf8'));
}
