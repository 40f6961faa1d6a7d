import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Paths (from the repository's root) of the files below a folder that end in one of the given ways; an absent folder has none. */
export function listSourceFiles(folder: string, endings: readonly string[]): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => endings.some((ending) => name.endsWith(ending)))
    .filter(
      (name) => !name.includes('node_modules') && !name.includes('generated') && !name.endsWith('database.types.ts'),
    )
    .map((name) => join(folder, name))
    .sort();
}

/** The text of a file, by its path from the root. */
export function readSource(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
