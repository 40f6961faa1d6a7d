import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where `npm start` keeps its data; ignored by git, removed by `npm run reset`. */
export const dataDirectory = join(root, '.local');

/** What can be made again at any time (compiled modules of Deno, pgTAP); ignored by git. */
export const cacheDirectory = join(root, '.cache');

export const migrationsDirectory = join(root, 'supabase', 'migrations');
export const seedDirectory = join(root, 'supabase', 'seed');
export const functionsDirectory = join(root, 'supabase', 'functions');
