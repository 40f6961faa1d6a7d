import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The entry files of all edge functions. */
export function listFunctionFiles(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map(({ name }) => join(directory, name, 'index.ts'))
    .filter((file) => existsSync(file));
}
