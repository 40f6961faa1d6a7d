import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { Problem } from '../problem.ts';

/** The user who runs PostgreSQL; empty when that is simply the one who started us. */
export interface Owner {
  uid?: number;
  gid?: number;
}

/**
 * PostgreSQL refuses to run as root. Root therefore runs it as whoever owns the data already, else as `postgres` if the
 * machine has that user, else as `nobody`; nothing is added to the machine.
 */
export function chooseOwner(data: string): Owner {
  if (process.getuid?.() !== 0) {
    if (existsSync(data) && statSync(data).uid !== process.getuid?.()) {
      throw new Problem(`The database in ${data} belongs to another user; start as that user or remove the folder.`);
    }
    return {};
  }
  if (existsSync(data) && statSync(data).uid !== 0) {
    const { uid, gid } = statSync(data);
    return { uid, gid };
  }
  const owner = readUser('postgres') ?? readUser('nobody');
  if (!owner)
    throw new Problem(
      'PostgreSQL does not run as root and there is no user "postgres" or "nobody"; start as a normal user.',
    );
  return owner;
}

function readUser(name: string): Owner | undefined {
  try {
    const read = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: read('-u'), gid: read('-g') };
  } catch {
    return undefined;
  }
}
