import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeError, Problem } from '../problem.ts';
import type { Database } from './connect.ts';

interface Migration {
  version: string;
  name: string;
  text: string;
}

/**
 * Applies the migrations that are not yet recorded, in the order of their time stamps, each in one transaction, and records
 * them where the Supabase CLI does (`supabase_migrations.schema_migrations`).
 * @returns how many were applied.
 * @throws Problem that names a migration which fails, or which was changed after it was applied here.
 */
export async function applyMigrations(sql: Database, directory: string): Promise<number> {
  await sql.unsafe(`
    create schema if not exists supabase_migrations;
    create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
    alter table supabase_migrations.schema_migrations enable row level security;
  `);
  const applied = await readApplied(sql);
  const migrations = readMigrations(directory);
  requireUnchanged(migrations, applied);
  const pending = migrations.filter(({ version }) => !applied.has(version));
  for (const migration of pending) await applyMigration(sql, migration);
  return pending.length;
}

function readMigrations(directory: string): Migration[] {
  if (!existsSync(directory)) return [];
  const files = readdirSync(directory).filter((file) => /^\d{14}_\w+\.sql$/.test(file));
  return files.sort().map((file) => ({
    version: file.slice(0, 14),
    name: file.slice(15, -4),
    text: readFileSync(join(directory, file), 'utf8'),
  }));
}

async function readApplied(sql: Database): Promise<Map<string, string>> {
  const rows = await sql<{ version: string; text: string | null }[]>`
    select version, array_to_string(statements, '') as text from supabase_migrations.schema_migrations`;
  return new Map(rows.map((row) => [row.version, row.text ?? '']));
}

function requireUnchanged(migrations: Migration[], applied: Map<string, string>): void {
  const known = new Map(migrations.map((migration) => [migration.version, migration]));
  for (const [version, text] of applied) {
    const migration = known.get(version);
    const advice = 'start over with: npm run reset';
    if (!migration)
      throw new Problem(`Migration ${version} is in the local database but no longer in the folder; ${advice}`);
    if (migration.text !== text) {
      throw new Problem(`Migration ${version}_${migration.name} was changed after it was applied here; ${advice}`);
    }
  }
}

async function applyMigration(sql: Database, { version, name, text }: Migration): Promise<void> {
  try {
    await sql.begin(async (transaction) => {
      await transaction.unsafe(text);
      await transaction`insert into supabase_migrations.schema_migrations (version, name, statements) values (${version}, ${name}, ${[text]})`;
    });
  } catch (error) {
    throw new Problem(`Migration ${version}_${name} failed: ${describeError(error)}${locateError(error, text)}`);
  }
}

/** The line of the file that Postgres points to, where it does. */
function locateError(error: unknown, text: string): string {
  const position = error instanceof Error && 'position' in error ? Number(error.position) : Number.NaN;
  if (Number.isNaN(position)) return '';
  return ` (line ${text.slice(0, position).split('\n').length})`;
}
