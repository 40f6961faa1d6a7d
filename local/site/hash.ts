import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';

/** Everything a build of the site reads. */
const sources = [
  'src',
  'public',
  'astro.config.mjs',
  'tsconfig.json',
  'supabase/functions/_shared/contracts',
  'package-lock.json',
];

/** A hash over the sources of the site and the environment it is built with. */
export function hashSources(environment: Record<string, string>): string {
  const hash = createHash('sha256').update(JSON.stringify(environment));
  for (const source of sources) addPath(hash, source);
  return hash.digest('hex');
}

function addPath(hash: Hash, path: string): void {
  const full = join(root, path);
  if (!existsSync(full)) return;
  if (statSync(full).isFile()) {
    hash.update(path).update(readFileSync(full));
    return;
  }
  for (const name of readdirSync(full).sort()) addPath(hash, join(path, name));
}
