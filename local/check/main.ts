import { join } from 'node:path';
import { findScript } from '../find-script.ts';
import { findDeno } from '../functions/deno.ts';
import { cacheDirectory, functionsDirectory } from '../paths.ts';
import { describeError } from '../problem.ts';
import { findAdvisorFindings } from './advisors.ts';
import { openCheckDatabase } from './check-database.ts';
import { compareDatabaseTypes } from './database-types.ts';
import { listFunctionFiles } from './function-files.ts';
import { runProgram } from './run-program.ts';

/** Answers what is wrong; an empty text when nothing is. */
type Check = () => Promise<string>;

/**
 * `npm run check`: everything that can be judged without running the product. `-- --write` makes the database types anew.
 * @returns the exit code.
 */
export async function runChecks(parameters: string[]): Promise<number> {
  const results: boolean[] = [];
  const judge = async (name: string, check: Check) => {
    const complaint = await check().catch((error: unknown) =>
      error instanceof Error ? error.message : describeError(error),
    );
    console.log(`${complaint === '' ? '✓' : '✗'} ${name}`);
    if (complaint !== '') console.log(complaint.trim().replaceAll(/^/gm, '    '));
    results.push(complaint === '');
  };
  for (const [name, check] of staticChecks) await judge(name, check);
  await judgeDatabase(judge, parameters.includes('--write'));
  const failed = results.filter((passed) => !passed).length;
  console.log(failed === 0 ? '\nAll checks passed' : `\n${failed} of ${results.length} checks failed`);
  return failed === 0 ? 0 : 1;
}

const staticChecks: [name: string, check: Check][] = [
  ['format and lint (biome)', () => runScript('@biomejs/biome', 'biome', ['check', '--error-on-warnings', '.'])],
  ['Astro pages (astro check)', () => runScript('astro', 'astro', ['check', '--minimumFailingSeverity', 'warning'])],
  ['Svelte islands (svelte-check)', () => runScript('svelte-check', 'svelte-check', ['--fail-on-warnings'])],
  ['TypeScript (tsc)', () => runScript('typescript', 'tsc', ['--project', '.'])],
  ['edge functions (deno check)', checkFunctions],
  ['unused files, exports and packages (knip)', () => runScript('knip', 'knip', [])],
];

async function judgeDatabase(judge: (name: string, check: Check) => Promise<void>, write: boolean): Promise<void> {
  let database: Awaited<ReturnType<typeof openCheckDatabase>> | undefined;
  const useDatabase = async () => {
    database ??= await openCheckDatabase();
    return database.url;
  };
  await judge('database types are up to date (supabase gen types)', async () => {
    const current = await compareDatabaseTypes(await useDatabase(), write);
    return current ? '' : 'They differ from the migrations; run: npm run check -- --write';
  });
  await judge('the database advisors find nothing (supabase db advisors)', async () =>
    (await findAdvisorFindings(await useDatabase())).join('\n'),
  );
  await database?.close();
}

async function runScript(packageName: string, command: string, parameters: string[]): Promise<string> {
  const { ok, output, errors } = await runProgram(process.execPath, [findScript(packageName, command), ...parameters]);
  return ok ? '' : `${output}${errors}` || 'It failed without a word.';
}

async function checkFunctions(): Promise<string> {
  const files = listFunctionFiles(functionsDirectory);
  if (files.length === 0) return 'There is no function to check.';
  const config = `--config=${join(functionsDirectory, 'deno.json')}`;
  const { ok, output, errors } = await runProgram(
    findDeno(),
    ['check', '--quiet', '--no-lock', '--node-modules-dir=manual', config, ...files],
    { DENO_DIR: join(cacheDirectory, 'deno'), DENO_NO_UPDATE_CHECK: '1' },
  );
  return ok ? '' : `${output}${errors}`;
}
