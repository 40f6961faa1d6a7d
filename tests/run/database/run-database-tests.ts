import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../local/paths.ts';
import { connectDatabase, type Database } from '../../../local/postgres/connect.ts';
import type { Outcome } from '../outcome.ts';
import { loadPgTap } from './load-pgtap.ts';
import { splitStatements } from './split-statements.ts';
import { readTap, type TapResult } from './tap-result.ts';

const folder = join(root, 'tests', 'database');

/**
 * Runs every tests/database/*.sql with pgTAP, each in a transaction that is rolled back. `helpers.sql` is run first in each.
 * `begin`, `commit` and `rollback` in a file are left out, so that files also run under `supabase test db`.
 */
export async function runDatabaseTests(url: string, filters: string[]): Promise<Outcome> {
  const outcome: Outcome = { passed: 0, failed: 0 };
  const files = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.sql') && name !== 'helpers.sql')
    : [];
  const chosen = files.sort().filter((name) => filters.length === 0 || filters.some((filter) => name.includes(filter)));
  const sql = connectDatabase(url, 1);
  try {
    await loadPgTap(sql);
    for (const name of chosen) {
      const { passed, failures } = await runFile(sql, name);
      console.log(
        `${failures.length === 0 ? '✓' : '✗'} ${name} (${passed} passed${failures.length > 0 ? `, ${failures.length} failed` : ''})`,
      );
      for (const failure of failures) console.log(`  ${failure}`);
      outcome.passed += passed;
      outcome.failed += failures.length;
    }
  } finally {
    await sql.end();
  }
  return outcome;
}

/** Thrown to leave the transaction without writing anything. */
class RollBack extends Error {}

async function runFile(sql: Database, name: string): Promise<TapResult> {
  const lines: string[] = [];
  let broken = '';
  const run = async (transaction: Pick<Database, 'unsafe'>) => {
    await transaction.unsafe('set local search_path to public, extensions, tests, tap');
    for (const source of ['helpers.sql', name]) {
      broken = await runSource(transaction, source, lines);
      if (broken) break;
    }
    throw new RollBack();
  };
  await sql.begin(run).catch((error: unknown) => {
    if (!(error instanceof RollBack)) throw error;
  });
  const result = readTap(lines);
  if (!broken) return result;
  return { passed: result.passed, failures: [...result.failures.filter((text) => text.startsWith('not ok')), broken] };
}

/** @returns what broke and where; an empty text when every statement ran. */
async function runSource(transaction: Pick<Database, 'unsafe'>, name: string, lines: string[]): Promise<string> {
  const path = join(folder, name);
  if (!existsSync(path)) return '';
  for (const { text, line } of splitStatements(readFileSync(path, 'utf8'))) {
    if (/^(begin|commit|rollback)\b\s*(transaction|work)?$/i.test(text.trim())) continue;
    try {
      const rows = await transaction.unsafe(text).simple();
      for (const row of rows.flat())
        lines.push(...Object.values(row ?? {}).filter((value) => typeof value === 'string'));
    } catch (error) {
      return `${name}:${line} stopped: ${error instanceof Error ? error.message : error}`;
    }
  }
  return '';
}
