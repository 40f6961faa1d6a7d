import type { Api } from '../api/app.ts';
import type { Database } from './connect.ts';
import { applyMigrations } from './migrate.ts';
import { grantAuthHelpers, prepareDatabase } from './prepare.ts';
import { loadSeed } from './seed.ts';

/**
 * Brings a database to the state of a hosted project with our migrations and seed; what is there already stays.
 * @returns how many migrations were applied.
 */
export async function setUpDatabase(options: {
  sql: Database;
  api: Api;
  migrationsDirectory: string;
  seedDirectory: string;
}): Promise<number> {
  const { sql, api } = options;
  await prepareDatabase(sql);
  await api.prepareSchema();
  await grantAuthHelpers(sql);
  const count = await applyMigrations(sql, options.migrationsDirectory);
  await loadSeed(sql, options.seedDirectory);
  return count;
}
