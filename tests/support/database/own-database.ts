import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '../../../local/api/app.ts';
import { migrationsDirectory, seedDirectory } from '../../../local/paths.ts';
import { findFreePort } from '../../../local/ports.ts';
import { connectDatabase } from '../../../local/postgres/connect.ts';
import { removeShelter } from '../../../local/postgres/placement.ts';
import { type Server, startServer } from '../../../local/postgres/server.ts';
import { setUpDatabase } from '../../../local/postgres/set-up.ts';

/** A Postgres of a test's own, with all migrations and the seed: it may be filled without regard to others, and killed. */
export interface OwnDatabase {
  url: string;
  /** The server that runs now; another one after `start`. */
  readonly server: Server;
  /** Starts the server again on the same data and port, after it was killed. */
  start(): Promise<void>;
  /** Stops it and removes its folder. */
  close(): Promise<void>;
}

/** Starts an empty database in a temporary folder. In: settings of the server that differ from those of the local stack. */
export async function openOwnDatabase(settings: Record<string, string> = {}): Promise<OwnDatabase> {
  const directory = mkdtempSync(join(tmpdir(), 'cps-portal-own-'));
  const startAt = (port: number) => startServer({ directory, port, report: () => {}, settings });
  const first = await startAtFreePort(startAt);
  let { server } = first;
  const close = async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
    removeShelter(directory);
  };
  try {
    await prepare(server.url);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url: server.url,
    get server() {
      return server;
    },
    start: async () => {
      server = await startAt(first.port);
    },
    close,
  };
}

/** Making the data folder takes seconds, in which another program may have taken the port that was free: then another one is looked for. */
async function startAtFreePort(startAt: (port: number) => Promise<Server>): Promise<{ port: number; server: Server }> {
  for (let triesLeft = 4; ; triesLeft -= 1) {
    const port = await findFreePort();
    try {
      return { port, server: await startAt(port) };
    } catch (error) {
      if (triesLeft === 0) throw error;
    }
  }
}

async function prepare(url: string): Promise<void> {
  const sql = connectDatabase(url, 1);
  const api = await createApi({ databaseUrl: url, siteUrl: '', mailFrequency: '60s' });
  try {
    await setUpDatabase({ sql, api, migrationsDirectory, seedDirectory });
  } finally {
    await Promise.all([sql.end({ timeout: 1 }), api.close()]);
  }
}
