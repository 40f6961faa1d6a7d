import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCircles, mayImport, roomOf } from './architecture-rules.ts';
import { findLiteralText } from './literal-text.ts';
import { listSourceFiles, readSource } from './source-files.ts';

const code = ['src', 'supabase/functions', 'local', 'tests'].flatMap((folder) =>
  listSourceFiles(folder, ['.ts', '.mjs', '.svelte', '.astro']),
);

/** Arrows against the direction, each with its reason. */
const exceptions = [
  // `npm test` and `npm start` share one command; it hands over to the test runner.
  'local/main.ts → tests/run/main.ts',
  'local/main.ts → tests/bench/main.ts',
  'local/main.ts → tests/screens/main.ts',
];

/** Relative imports of a file as paths from the root. */
function listImports(path: string): string[] {
  const statements = readSource(path).matchAll(/(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g);
  return [...statements].map((match) => posix.join(posix.dirname(path), (match[1] ?? '').replace(/\?.*$/, '')));
}

describe('imports', () => {
  it('point one way only (docs/architecture.md)', () => {
    const wrong = code.flatMap((path) =>
      listImports(path)
        .filter((target) => !mayImport(roomOf(path), roomOf(target)))
        .map((target) => `${path} → ${target}`),
    );
    expect(wrong.filter((arrow) => !exceptions.includes(arrow))).toEqual([]);
  });

  it('form no circle between features', () => {
    const arrows = code.flatMap((path) =>
      listImports(path).map((target): [string, string] => [roomOf(path), roomOf(target)]),
    );
    expect(findCircles(arrows.filter((pair) => pair.every((room) => room.startsWith('feature:'))))).toEqual([]);
  });

  it('never reach from the site into Node or the whole of supabase-js and zod', () => {
    const islands = listSourceFiles('src', ['.svelte', '.svelte.ts']);
    const heavy = /from\s+['"](node:.*|@supabase\/supabase-js|zod|i18next)['"]/;
    expect(islands.filter((path) => heavy.test(readSource(path)))).toEqual([]);
  });
});

describe('files', () => {
  it('have at most 300 lines', () => {
    const migrations = listSourceFiles('supabase/migrations', ['.sql']);
    const long = [...code, ...migrations].filter((path) => readSource(path).split('\n').length > 301);
    expect(long).toEqual([]);
  });

  it('hold no style attributes, which the content security policy refuses', () => {
    const markup = listSourceFiles('src', ['.svelte', '.astro']);
    expect(markup.filter((path) => /\sstyle=|\sstyle:/.test(readSource(path)))).toEqual([]);
  });

  it('hold no words in their markup: every text is a message', () => {
    const found = listSourceFiles('src', ['.svelte', '.astro']).flatMap((path) =>
      findLiteralText(readSource(path)).map((text) => `${path}: ${text}`),
    );
    expect(found).toEqual([]);
  });
});

describe('the checks above', () => {
  it('tell words from expressions', () => {
    expect(findLiteralText('<p>Hello</p><p>{text}</p>')).toEqual(['Hello']);
    expect(findLiteralText('<ul>{list.map((one) => <li class={one > 2 ? a : b}>Hello</li>)}</ul>')).toEqual(['Hello']);
    expect(findLiteralText('<button aria-label="Close">{icon}</button>')).toEqual(['Close']);
    expect(findLiteralText('{#if count > 1}<b>{count}</b>{:else}<i>{one}</i>{/if}')).toEqual([]);
  });

  it('find circles and refuse wrong directions', () => {
    expect(findCircles([['feature:join', 'feature:tiers']])).toEqual([]);
    expect(
      findCircles([
        ['one', 'two'],
        ['two', 'one'],
      ]),
    ).not.toEqual([]);
    expect(mayImport(roomOf('src/components/ui/Button.svelte'), roomOf('src/components/tiers/api.ts'))).toBe(false);
    expect(mayImport(roomOf('src/lib/paths.ts'), roomOf('src/components/ui/Button.svelte'))).toBe(false);
    expect(mayImport(roomOf('supabase/functions/tiers/handler.ts'), roomOf('supabase/functions/jobs/handler.ts'))).toBe(
      false,
    );
    expect(mayImport(roomOf('src/pages/index.astro'), roomOf('local/main.ts'))).toBe(false);
  });
});
