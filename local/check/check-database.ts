import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '../api/app.ts';
import { migrationsDirectory, seedDirectory } from '../paths.ts';
import { findFreePort } from '../ports.ts';
import { connectDatabase } from '../postgres/connect.ts';
import { removeShelter } from '../postgres/placement.ts';
import { startServer } from '../postgres/server.ts';
import { setUpDatabase } from '../postgres/set-up.ts';

/** Starts an empty Postgres with all migrations, in a temporary folder that `close` removes. */
export async function openCheckDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'cps-portal-check-'));
  const server = await startServer({ directory, port: await findFreePort(), report: () => {} });
  const close = async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
    removeShelter(directory);
  };
  const sql = connectDatabase(server.url, 1);
  const api = await createApi({ databaseUrl: server.url, siteUrl: '', mailFrequency: '60s' });
  try {
    await setUpDatabase({ sql, api, migrationsDirectory, seedDirectory });
    return { url: server.url, close };
  } catch (error) {
    await close();
    throw error;
  } finally {
    await Promise.all([sql.end({ timeout: 1 }), api.close()]);
  }
}
