import { readdirSync, readFileSync } from 'node:fs';
import { areas } from '../../src/i18n/areas.ts';

export type MessageFile = Record<string, string>;

const folder = new URL('../../src/i18n/', import.meta.url);

/** One message file as it lies on disk: `readMessages('fi', 'errors')`; `notes` is read like a language. */
export function readMessages(locale: string, area: string): MessageFile {
  return JSON.parse(readFileSync(new URL(`${locale}/${area}.json`, folder), 'utf8')) as MessageFile;
}

/** Names of the areas that have a file in a language's folder. */
export function listAreas(locale: string): string[] {
  return readdirSync(new URL(`${locale}/`, folder)).map((name) => name.replace(/\.json$/, ''));
}

/** `items_other` → `items`; other keys stay. */
export function stripPlural(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, '');
}

/** Every key of every area in English with its plural suffix taken off: `products.items`. */
export function listFullKeys(): string[] {
  return areas.flatMap((area) => Object.keys(readMessages('en', area)).map((key) => `${area}.${stripPlural(key)}`));
}
