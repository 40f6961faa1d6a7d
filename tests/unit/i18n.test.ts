import { describe, expect, it } from 'vitest';
import { areas } from '../../src/i18n/areas.ts';
import { enabledLocales, localeRow } from '../../src/i18n/locales.ts';
import { errorCodes } from '../../supabase/functions/_shared/contracts/error-codes.ts';
import { isSameOnPurpose } from './i18n-allowed.ts';
import { listAreas, readMessages, stripPlural } from './i18n-files.ts';

const variablesOf = (message: string) => [...new Set(message.match(/\{\{\w+\}\}/g) ?? [])].sort();
const tagsOf = (message: string) => (message.match(/<\/?\w+>/g) ?? []).sort();
const keysOf = (locale: string, area: string) => Object.keys(readMessages(locale, area));

function pluralKeys(locale: string, area: string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const key of keysOf(locale, area)) {
    const base = stripPlural(key);
    if (base === key) continue;
    groups.set(base, [...(groups.get(base) ?? []), key.slice(base.length + 1)]);
  }
  return groups;
}

describe.each(enabledLocales)('messages in %s', (locale) => {
  it('has a file for every area and no other', () => {
    expect(listAreas(locale).sort()).toEqual([...areas].sort());
  });

  it.each(areas)('%s has exactly the keys of English', (area) => {
    const bases = (code: string) => [...new Set(keysOf(code, area).map(stripPlural))].sort();
    expect(bases(locale)).toEqual(bases('en'));
  });

  it.each(areas)('%s has the plural forms its language needs', (area) => {
    const needed = new Intl.PluralRules(localeRow(locale).intl).resolvedOptions().pluralCategories.sort();
    for (const [key, forms] of pluralKeys(locale, area))
      expect({ key, forms: forms.sort() }).toEqual({ key, forms: needed });
  });

  it.each(areas)('%s uses the same variables and tags as English', (area) => {
    const english = readMessages('en', area);
    for (const [key, message] of Object.entries(readMessages(locale, area))) {
      const source = english[key] ?? english[`${stripPlural(key)}_other`] ?? '';
      expect({ key, variables: variablesOf(message) }).toEqual({ key, variables: variablesOf(source) });
      expect({ key, tags: tagsOf(message) }).toEqual({ key, tags: tagsOf(source) });
    }
  });

  it.each(areas)('%s has no empty or unfinished text', (area) => {
    for (const [key, message] of Object.entries(readMessages(locale, area))) {
      expect(message.trim(), key).toBe(message);
      expect(message.length, key).toBeGreaterThan(0);
      expect(message, key).not.toMatch(/\b(TODO|FIXME|lorem)\b/i);
    }
  });
});

describe.each(enabledLocales.filter((locale) => locale !== 'en'))('translation into %s', (locale) => {
  it.each(areas)('%s repeats English only where that is right', (area) => {
    const english = readMessages('en', area);
    const repeated = Object.entries(readMessages(locale, area)).filter(
      ([key, message]) => message === english[key] && !isSameOnPurpose(`${area}.${key}`, message),
    );
    expect(repeated).toEqual([]);
  });
});

describe('notes for translators', () => {
  it.each(areas)('explain every key of %s and no other', (area) => {
    const keys = [...new Set(keysOf('en', area).map(stripPlural))].sort();
    expect(Object.keys(readMessages('notes', area)).sort()).toEqual(keys);
  });
});

describe('sentences for failures', () => {
  it('exist for every error code and for nothing else', () => {
    expect(keysOf('en', 'errors').sort()).toEqual([...errorCodes].sort());
  });
});
