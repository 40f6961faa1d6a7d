import { describe, expect, it } from 'vitest';
import { areas } from '../../src/i18n/areas.ts';
import { draftNames } from './i18n-allowed.ts';
import { listFullKeys } from './i18n-files.ts';
import { listSourceFiles, readSource } from './source-files.ts';

/** All code without its comments. */
const source = ['src', 'supabase/functions']
  .flatMap((folder) => listSourceFiles(folder, ['.ts', '.svelte', '.astro']))
  .map(readSource)
  .join('\n')
  .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
const known = [...new Set(listFullKeys())];
const areaNames = areas.join('|');

/** Keys written in full, `'products.title'`. */
const literals = new Set(
  [...source.matchAll(new RegExp(`['"]((?:${areaNames})\\.[\\w.]+)['"]`, 'g'))].map((match) => match[1] ?? ''),
);

/** Templates such as `errors.${code}` or `faq.item.${id}.question`, as patterns. */
const templates = [...source.matchAll(new RegExp(`\`((?:${areaNames})\\.[\\w.]*\\$\\{[^\`]*)\``, 'g'))].map((match) => {
  const pattern = (match[1] ?? '').replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[\\w.]+');
  return new RegExp(`^${pattern}$`);
});

describe('message keys in the code', () => {
  it('are all used somewhere', () => {
    expect(known.filter((key) => !literals.has(key) && !templates.some((template) => template.test(key)))).toEqual([]);
  });

  it('are never asked for without existing', () => {
    // A literal may also be the prefix of a slice: 'common.form'.
    const unknown = [...literals].filter(
      (key) => !draftNames.includes(key) && !known.some((name) => name === key || name.startsWith(`${key}.`)),
    );
    expect(unknown).toEqual([]);
  });
});
