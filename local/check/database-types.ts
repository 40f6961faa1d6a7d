import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findScript } from '../find-script.ts';
import { functionsDirectory } from '../paths.ts';
import { runProgram } from './run-program.ts';
import { runSupabase } from './supabase-cli.ts';

const file = join(functionsDirectory, '_shared', 'database.types.ts');

/**
 * Compares the committed database types with those of the migrations; writes them when `write` is set.
 * @returns true when they are up to date.
 */
export async function compareDatabaseTypes(url: string, write: boolean): Promise<boolean> {
  const wanted = await format(await runSupabase(['gen', 'types', `--remote=${url}`, '--schema', 'public,service']));
  const present = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (write && present !== wanted) writeFileSync(file, wanted);
  return write || present === wanted;
}

/** The CLI writes its types unformatted; formatted, a change shows as a change of few lines. */
async function format(types: string): Promise<string> {
  const parameters = [findScript('@biomejs/biome', 'biome'), 'format', '--stdin-file-path=generated-types.ts'];
  const result = await runProgram(process.execPath, parameters, {}, types);
  if (!result.ok) throw new Error(result.errors);
  return result.output;
}
