import { z } from 'zod';
import { areas } from './areas.ts';
import type { Locale } from './locales.ts';
import { type Messages, prefixMessages } from './messages.ts';

const files = import.meta.glob('./*/*.json', { eager: true, import: 'default' });
const messageFile = z.record(z.string(), z.string());

const catalogues = new Map<Locale, Messages>();

/** All messages of a locale, parsed once; build-time only (it would carry every language into a browser). */
export function readCatalogue(locale: Locale): Messages {
  const known = catalogues.get(locale);
  if (known) return known;
  const parts = areas.map((area) => prefixMessages(area, messageFile.parse(files[`./${locale}/${area}.json`] ?? {})));
  const catalogue: Messages = Object.assign({}, ...parts);
  catalogues.set(locale, catalogue);
  return catalogue;
}
