import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeError, Problem } from '../problem.ts';
import type { Database } from './connect.ts';

/** Loads each file of the seed folder once per database, in alphabetical order, recorded as the Supabase CLI does. */
export async function loadSeed(sql: Database, directory: string): Promise<void> {
  await sql.unsafe(`
    create table if not exists supabase_migrations.seed_files (path text primary key, hash text not null);
    alter table supabase_migrations.seed_files enable row level security;
  `);
  if (!existsSync(directory)) return;
  const loaded = await sql<{ path: string }[]>`select path from supabase_migrations.seed_files`;
  const known = new Set(loaded.map(({ path }) => path));
  for (const file of readdirSync(directory).sort()) {
    if (!file.endsWith('.sql') || known.has(file)) continue;
    await loadFile(sql, file, readFileSync(join(directory, file), 'utf8'));
  }
}

async function loadFile(sql: Database, file: string, text: string): Promise<void> {
  try {
    await sql.begin(async (transaction) => {
      await transaction.unsafe(text);
      await transaction`insert into supabase_migrations.seed_files (path, hash) values (${file}, md5(${text}))`;
    });
  } catch (error) {
    throw new Problem(`Seed file ${file} failed: ${describeError(error)}`);
  }
}
