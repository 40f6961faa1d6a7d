import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findNativeFolder } from './binaries.ts';

/** Where PostgreSQL's programs and its data are. */
export interface Placement {
  native: string;
  data: string;
}

/**
 * Decides where PostgreSQL lives. Usually that is node_modules and `<directory>/postgres`. As root it runs as another user,
 * who cannot enter a clone under a closed folder such as /root: then both move to a folder that everyone may enter.
 */
export function choosePlacement(directory: string, report: (line: string) => void): Placement {
  const native = findNativeFolder();
  mkdirSync(directory, { recursive: true });
  if (process.getuid?.() !== 0) return { native, data: join(directory, 'postgres') };
  chmodSync(directory, 0o755);
  const elsewhere = findShelter(directory);
  const placement = {
    native: isOpenToAll(join(native, 'bin', 'postgres')) ? native : join(elsewhere, 'native'),
    data: isOpenToAll(directory) ? join(directory, 'postgres') : join(elsewhere, 'postgres'),
  };
  if (placement.native !== native) copyNative(native, placement.native);
  if (placement.native !== native || placement.data.startsWith(elsewhere)) {
    mkdirSync(elsewhere, { recursive: true });
    chmodSync(elsewhere, 0o755);
    report(`PostgreSQL runs as another user than root and cannot enter this clone; its files are in ${elsewhere}`);
  }
  return placement;
}

/** Where the data of this folder can be. */
export function listDataFolders(directory: string): string[] {
  return [join(directory, 'postgres'), join(findShelter(directory), 'postgres')];
}

/** Removes what `choosePlacement` put outside the clone; used by `npm run reset`. */
export function removeShelter(directory: string): void {
  rmSync(findShelter(directory), { recursive: true, force: true });
}

function findShelter(directory: string): string {
  return join('/var/tmp', `cps-portal-${createHash('sha256').update(directory).digest('hex').slice(0, 12)}`);
}

/** True when every folder above may be entered, and the path itself read, by any user. */
function isOpenToAll(path: string): boolean {
  if ((statSync(path).mode & 0o005) !== 0o005) return false;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Copies the programs once; a later version of the package replaces the copy. */
function copyNative(source: string, target: string): void {
  const stamp = join(target, 'bin', 'postgres');
  const original = join(source, 'bin', 'postgres');
  if (existsSync(stamp) && statSync(stamp).size === statSync(original).size) return;
  rmSync(target, { recursive: true, force: true });
  mkdirSync(dirname(target), { recursive: true });
  cpSync(source, target, { recursive: true, verbatimSymlinks: true, mode: 0 });
}
