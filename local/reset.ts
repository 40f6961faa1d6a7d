import { rmSync } from 'node:fs';
import { dataDirectory } from './paths.ts';
import { removeShelter } from './postgres/placement.ts';
import { stopLeftoverServer } from './postgres/server.ts';
import { requireNotRunning } from './running.ts';

/** `npm run reset`: removes all local data, so that the next start begins with an empty database. */
export async function runReset(): Promise<number> {
  requireNotRunning(dataDirectory);
  await stopLeftoverServer(dataDirectory);
  rmSync(dataDirectory, { recursive: true, force: true });
  removeShelter(dataDirectory);
  console.log('All local data is removed; the next "npm start" begins anew.');
  return 0;
}
