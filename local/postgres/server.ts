import { execFile } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Child, startChild } from '../child.ts';
import { Problem } from '../problem.ts';
import { database } from '../settings.ts';
import { clearLeftover } from './leftover.ts';
import { chooseOwner, type Owner } from './owner.ts';
import { choosePlacement, listDataFolders, type Placement } from './placement.ts';

/** A running PostgreSQL with the address to connect to. */
export interface Server {
  url: string;
  child: Child;
  stop(): Promise<void>;
}

/** Small on purpose: one developer or one test run, not a fleet. */
const flags = {
  listen_addresses: '127.0.0.1',
  // No socket in /tmp: two clones would fight for its name.
  unix_socket_directories: '',
  shared_buffers: '64MB',
  max_connections: '60',
  // An import of 10,000 rows in one transaction holds two locks a row; 64, the usual value, ends at 5,000 locks for everybody together.
  max_locks_per_transaction: '512',
  jit: 'off',
  max_wal_size: '256MB',
  timezone: 'UTC',
};

/**
 * Starts PostgreSQL on 127.0.0.1 with its data under `directory`; makes the data folder the first time.
 * @throws Problem when it does not come up within 30 seconds.
 */
export async function startServer(options: {
  directory: string;
  port: number;
  report: (line: string) => void;
  /** Settings of the server besides those above; for tests of another size. */
  settings?: Record<string, string>;
}): Promise<Server> {
  const placement = choosePlacement(options.directory, options.report);
  const owner = chooseOwner(placement.data);
  if (!existsSync(join(placement.data, 'PG_VERSION'))) await initialise(placement, owner);
  const settings = Object.entries({ ...flags, ...options.settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const url = `postgresql://${database.user}:${database.password}@127.0.0.1:${options.port}/${database.name}`;
  let announce = () => {};
  const ready = new Promise<'ready'>((resolve) => {
    announce = () => resolve('ready');
  });
  const child = startChild(
    join(placement.native, 'bin', 'postgres'),
    ['-D', placement.data, '-p', String(options.port), ...settings],
    {
      ...owner,
      cwd: placement.data,
      env: createEnvironment(),
      logFile: join(options.directory, 'postgres.log'),
      onLine: (line) => line.includes('ready to accept connections') && announce(),
    },
  );
  const stop = () => child.stop('SIGINT', 10_000);
  const timer = setTimeout(() => void stop(), 30_000);
  const outcome = await Promise.race([ready, child.ended]);
  clearTimeout(timer);
  if (outcome === 'ready') return { url, child, stop };
  throw new Problem(
    `Postgres did not start (${outcome.description}): ${outcome.lastLines.at(-1) ?? 'it said nothing'}`,
  );
}

/** Stops a server of this folder that outlived a killed stack, so that its port is free again. */
export async function stopLeftoverServer(directory: string): Promise<void> {
  for (const data of listDataFolders(directory)) await clearLeftover(data);
}

async function initialise(placement: Placement, owner: Owner): Promise<void> {
  rmSync(placement.data, { recursive: true, force: true });
  mkdirSync(placement.data, { recursive: true, mode: 0o700 });
  const passwordFile = join(tmpdir(), `cps-portal-password-${process.pid}`);
  writeFileSync(passwordFile, `${database.password}\n`);
  chmodSync(passwordFile, 0o644);
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(placement.data, owner.uid, owner.gid);
  const parameters = [
    `--pgdata=${placement.data}`,
    '--auth=scram-sha-256',
    `--username=${database.user}`,
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  try {
    const options = { ...owner, cwd: placement.data, env: createEnvironment() };
    await promisify(execFile)(join(placement.native, 'bin', 'initdb'), parameters, options);
  } catch (error) {
    rmSync(placement.data, { recursive: true, force: true });
    const words =
      error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : String(error);
    throw new Problem(`Postgres could not create its data folder ${placement.data}: ${words}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Only what PostgreSQL needs, and no settings of another server (PGDATA, PGPORT). */
function createEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}
