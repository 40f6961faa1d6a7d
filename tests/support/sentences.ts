import { readdirSync, readFileSync } from 'node:fs';
import type { Locale } from '../../src/i18n/locales.ts';

/** All messages of a language that stand on a page as they are written: three words or more, without variables and tags. */
export function readSentences(locale: Locale): Set<string> {
  const folder = new URL(`../../src/i18n/${locale}/`, import.meta.url);
  const messages = readdirSync(folder).flatMap((file) => Object.values(readMessages(new URL(file, folder))));
  return new Set(messages.filter((message) => !/[{<]/.test(message) && message.split(' ').length >= 3));
}

function readMessages(file: URL): Record<string, string> {
  return JSON.parse(readFileSync(file, 'utf8'));
}
