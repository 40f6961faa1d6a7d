import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../paths.ts';
import { sendEmailHookSecret } from '../settings.ts';
import { runProgram } from './run-program.ts';

/** Not in package.json: 135 MB, and incomplete on some systems. npx fetches it once and keeps it. */
const cli = 'supabase@3.1.0';

/**
 * Runs the Supabase CLI in a copy of supabase/config.toml, so that the file is read by the real CLI and nothing is written
 * into the clone.
 * @returns what it printed to standard output.
 * @throws Error with its own words when it fails.
 */
export async function runSupabase(parameters: string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cps-portal-cli-'));
  try {
    for (const path of ['supabase/config.toml', 'supabase/functions/deno.json'])
      cpSync(join(root, path), join(folder, path));
    const result = await runProgram('npx', ['--yes', '--silent', cli, '--workdir', folder, ...parameters], {
      DO_NOT_TRACK: '1',
      PGSSLMODE: 'disable',
      SEND_EMAIL_HOOK_SECRET: sendEmailHookSecret,
    });
    if (!result.ok) throw new Error(result.output + result.errors);
    return result.output;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
