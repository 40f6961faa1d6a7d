import { runDatabaseTests } from './database/run-database-tests.ts';
import { findChromium } from './find-chromium.ts';
import { checkCpu, checkMemory } from './limits.ts';
import { type Outcome, requireTests } from './outcome.ts';
import { runPlaywright } from './run-playwright.ts';
import { runVitest } from './run-vitest.ts';
import { startTestStack, type TestStack } from './test-stack.ts';
import { stopTool } from './tool.ts';

const parts = ['unit', 'database', 'functions', 'e2e'] as const;
type Part = (typeof parts)[number];

/**
 * `npm test [-- part … [filter …]]`: runs all parts or the named ones; what is no part is handed to the tools as a filter.
 * Ends with one line `N passed, N failed`.
 * @returns the exit code.
 */
export async function runTests(parameters: string[]): Promise<number> {
  const named = parts.filter((part) => parameters.includes(part));
  const chosen = named.length > 0 ? named : [...parts];
  const filters = parameters.filter((parameter) => !parts.some((part) => part === parameter));
  const interrupted = waitForSignal();
  const total: Outcome = { passed: 0, failed: 0 };
  const add = (outcome: Outcome) => {
    total.passed += outcome.passed;
    total.failed += outcome.failed;
  };
  if (chosen.includes('unit')) add(await runPart('unit', () => runVitest('unit', filters)));
  if (chosen.some((part) => part !== 'unit') && !interrupted.aborted) {
    for (const outcome of await runWithStack(chosen, filters, interrupted)) add(outcome);
  }
  if (interrupted.aborted) return 130;
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

/** The parts that need the whole stack, which is started for them on free ports with an empty database of its own. */
async function runWithStack(chosen: Part[], filters: string[], interrupted: AbortSignal): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let stack: TestStack;
  try {
    stack = await startTestStack(chosen.includes('e2e'), interrupted);
  } catch (error) {
    console.error(`The stack for the tests did not start: ${error instanceof Error ? error.message : error}`);
    return [{ passed: 0, failed: 1 }];
  }
  const { addresses, environment } = stack;
  const run = async (part: Part, work: () => Promise<Outcome>) => {
    if (chosen.includes(part) && !interrupted.aborted) outcomes.push(await runPart(part, work));
  };
  try {
    await run('database', () => runDatabaseTests(addresses.database, filters));
    await run('functions', () => runVitest('functions', filters, environment));
    await run('e2e', () => checkMemory(() => runBrowserTests(filters, environment)));
    if (!interrupted.aborted && chosen.some((part) => part === 'functions' || part === 'e2e'))
      outcomes.push(await checkCpu(addresses.api));
  } finally {
    await stack.stop();
  }
  return outcomes;
}

async function runBrowserTests(filters: string[], environment: Record<string, string>): Promise<Outcome> {
  const browser = findChromium();
  if (browser) return runPlaywright(filters, { ...environment, CHROMIUM_PATH: browser });
  console.error('No Chromium could be found or installed; install Chromium or Google Chrome and try again.');
  return { passed: 0, failed: 1 };
}

async function runPart(part: Part, work: () => Promise<Outcome>): Promise<Outcome> {
  console.log(`\n── ${part} ──`);
  try {
    return requireTests(part, await work());
  } catch (error) {
    console.error(`${part} could not run: ${error instanceof Error ? error.stack : error}`);
    return { passed: 0, failed: 1 };
  }
}

function waitForSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    controller.abort();
    stopTool();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, stop);
  return controller.signal;
}
