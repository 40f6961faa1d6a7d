import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../local/paths.ts';
import { errorCodes } from '../../supabase/functions/_shared/contracts/error-codes.ts';
import { sql } from '../support/stack.ts';

const handbook = readFileSync(join(root, 'docs/support-handbook.md'), 'utf8');
const snippets = readdirSync(join(root, 'supabase/snippets'));

/** Every call of the handbook, with the placeholders replaced by values of their kind. */
const calls = [...handbook.matchAll(/```sql\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
  block
    .split(';\n')
    .map((call) => call.trim())
    .filter(Boolean),
);

/** Lets Postgres find the function and its arguments, and plan the query, without running it. */
async function plan(statement: string): Promise<void> {
  const call = statement
    .replace(/'[A-Z_]+_ID'/g, `'00000000-0000-0000-0000-000000000000'`)
    .replace(/\bREQUEST\b/g, '1');
  await sql.unsafe(`explain ${call}`);
}

test.each(calls)('the handbook’s call exists: %s', async (call) => {
  await plan(call);
});

test('there are at least thirty cases in order, each with clicks, a call and what the member sees', () => {
  const cases = handbook.split(/^## (?=\d+\. )/m).slice(1);
  expect(cases.length).toBeGreaterThanOrEqual(30);
  expect(cases.map((text) => Number.parseInt(text, 10))).toEqual(cases.map((_, place) => place + 1));
  for (const text of cases) {
    for (const part of ['**Clicks:**', '**Paste:**', '**The member sees:**']) expect(text).toContain(part);
  }
});

test('every list, table and function of schema support is in the handbook', async () => {
  const named = await sql<{ name: string }[]>`
    select proname as name from pg_proc where pronamespace = 'support'::regnamespace
    union select relname from pg_class where relnamespace = 'support'::regnamespace and relkind in ('r', 'v')`;
  expect(named.length).toBeGreaterThan(15);
  expect(named.map(({ name }) => name).filter((name) => !handbook.includes(`support.${name}`))).toEqual([]);
  const known = new Set(named.map(({ name }) => name));
  const spoken = [...handbook.matchAll(/\bsupport\.([a-z_]+)/g)].map(([, name = '']) => name);
  expect(spoken.filter((name) => !known.has(name))).toEqual([]);
});

test('every refusal that only the desk meets is explained in the handbook', async () => {
  const raised = await sql<{ code: string }[]>`
    select distinct found[1] as code from pg_proc, regexp_matches(prosrc, 'message = ''([a-z_]+)''', 'g') as match (found)
    where pronamespace in ('support'::regnamespace, 'private'::regnamespace, 'service'::regnamespace)`;
  const forStaff = raised.map(({ code }) => code).filter((code) => !errorCodes.some((known) => known === code));
  expect(forStaff.length).toBeGreaterThan(15);
  expect(forStaff.filter((code) => !handbook.includes(`\`${code}\``))).toEqual([]);
});

test.each(snippets)('the ready query %s runs and says what it is for', async (name) => {
  const text = readFileSync(join(root, 'supabase/snippets', name), 'utf8');
  expect(text).toMatch(/^-- \S.{15,}\n/);
  await sql.begin('read only', (transaction) => transaction.unsafe(text));
});
