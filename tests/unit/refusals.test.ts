import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../local/paths.ts';
import { errorCodes } from '../../supabase/functions/_shared/contracts/error-codes.ts';

/** All files below a folder of the clone as one text; a file may be left out by its name. */
function readAll(folder: string, pattern: RegExp, except?: string): string {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name) && name !== except)
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n');
}

function findAll(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, code = '']) => code))];
}

/** Codes that a text does not speak of: in quotation marks, or as the name of their sentence. */
function findMissing(codes: readonly string[], text: string): string[] {
  return codes.filter((code) => !new RegExp(`['"\`](?:errors\\.)?${code}['"\`]`).test(text));
}

const raised = findAll(readAll('supabase/migrations', /\.sql$/), /message = '([a-z_]+)'/g);
const answered = findAll(readAll('supabase/functions', /\.ts$/), /new Refusal\(\s*'([a-z_]+)'/g);
const tests = {
  database: readAll('tests/database', /\.sql$/),
  functions: readAll('tests/functions', /\.ts$/),
  unit: readAll('tests/unit', /\.ts$/, 'refusals.test.ts'),
  browser: readAll('tests/e2e', /\.ts$/),
};

describe('every refusal is produced by a test', () => {
  test('those the database raises, against the database', () => {
    expect(raised.length).toBeGreaterThan(20);
    // As what `throws_ok` or `refuses` expects: both look afterwards that nothing has changed (tests/database/helpers.sql).
    const expected = findAll(tests.database, /(?:'PT\d{3}', |refuses\()'([a-z_]+)'/g);
    expect(raised.filter((code) => !expected.includes(code))).toEqual([]);
  });

  test('those the functions answer, against the functions or their parts', () => {
    expect(answered.length).toBeGreaterThan(5);
    expect(findMissing(answered, tests.functions + tests.unit)).toEqual([]);
  });

  test('those of the contract, somewhere', () => {
    expect(findMissing(errorCodes, Object.values(tests).join('\n'))).toEqual([]);
  });
});

test('every code of the contract can happen: the database, a function or the site makes it', () => {
  const made = [...raised, ...answered];
  const site = readAll('src', /\.(ts|svelte)$/);
  expect(
    findMissing(
      errorCodes.filter((code) => !made.includes(code)),
      site,
    ),
  ).toEqual([]);
});
