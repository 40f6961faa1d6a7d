import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCatalogue } from '../../local/catalogue/import.ts';
import { sql, stackFromEnvironment } from '../support/stack.ts';

let folder: string;
let lines: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cps-portal-catalogue-'));
  vi.stubEnv('DATABASE_URL', stackFromEnvironment().addresses.database);
  lines = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => lines.push(...text.split('\n')));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A file with one model nobody else in this run has; it cannot be registered, so no other test meets it. */
function writeFile(code: string, changes: { points?: string } = {}): string {
  const path = join(folder, 'catalogue.csv');
  const row = [code, `"Test, ${code}"`, 'body', changes.points ?? '500', 'no', '^\\d{12}$', '123456789012'];
  const heads = 'code,name,category,points,is_registrable,serial_pattern,serial_example';
  writeFileSync(path, `${heads}\n${row.join(',')}\n`);
  return path;
}
const inventCode = () => `T-${randomUUID().slice(0, 8).toUpperCase()}`;
const findModel = (code: string) => sql`select name, points from public.product_models where code = ${code}`;

test('a dry run shows what would be added and writes nothing', async () => {
  const code = inventCode();
  expect(await runCatalogue(['import', writeFile(code), '--dry-run'])).toBe(0);
  expect(lines).toContain(`added    line 2: ${code}`);
  expect(lines.at(-1)).toBe('Dry run: nothing was written.');
  expect(await findModel(code)).toEqual([]);
});

test('the import writes, and the same file again changes nothing', async () => {
  const code = inventCode();
  const path = writeFile(code);
  expect(await runCatalogue(['import', path])).toBe(0);
  expect(await findModel(code)).toEqual([{ name: `Test, ${code}`, points: 500 }]);
  expect(await runCatalogue(['import', path])).toBe(0);
  expect(lines.at(-1)).toBe('There was nothing to change.');
});

test('a refused line is named, the exit code says so, and nothing is written', async () => {
  const code = inventCode();
  expect(await runCatalogue(['import', writeFile(code, { points: 'many' })])).toBe(1);
  expect(lines).toContain(`refused  line 2: ${code} (points is "many", but it is a whole number)`);
  expect(await findModel(code)).toEqual([]);
});

test.each([
  ['no file', ['import']],
  ['an unknown option', ['import', 'file.csv', '--force']],
  ['another verb', ['export', 'file.csv']],
  ['a file that is not there', ['import', 'no-such-file.csv']],
])('with %s it says what is wrong', async (_name, parameters) => {
  await expect(runCatalogue(parameters)).rejects.toThrow(/^(Usage: |There is no file)/);
});

test('a database that does not answer is named as the reason', async () => {
  vi.stubEnv('DATABASE_URL', 'postgresql://postgres:postgres@127.0.0.1:1/postgres');
  await expect(runCatalogue(['import', writeFile(inventCode())])).rejects.toThrow(
    'The catalogue could not be compared',
  );
});
