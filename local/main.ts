import { describeError, Problem } from './problem.ts';

const commands: Record<string, (parameters: string[]) => Promise<number>> = {
  start: async () => (await import('./start.ts')).runStart('build'),
  dev: async () => (await import('./start.ts')).runStart('dev'),
  reset: async () => (await import('./reset.ts')).runReset(),
  test: async (parameters) => (await import('../tests/run/main.ts')).runTests(parameters),
  screens: async (parameters) => (await import('../tests/screens/main.ts')).takeScreens(parameters),
  bench: async (parameters) => (await import('../tests/bench/main.ts')).runBench(parameters),
  catalogue: async (parameters) => (await import('./catalogue/import.ts')).runCatalogue(parameters),
  check: async (parameters) => (await import('./check/main.ts')).runChecks(parameters),
  'legacy:import': async (parameters) => (await import('./legacy/run.ts')).runLegacyImport(parameters),
};

const [name = '', ...parameters] = process.argv.slice(2);
const run = commands[name];
if (!run) {
  console.error(`Unknown command "${name}"; there are: ${Object.keys(commands).join(', ')}.`);
  process.exit(1);
}
try {
  process.exit(await run(parameters));
} catch (error) {
  // A Problem is meant for people; anything else is a mistake of ours and needs its stack.
  console.error(error instanceof Problem ? error.message : error instanceof Error ? error.stack : describeError(error));
  process.exit(1);
}
