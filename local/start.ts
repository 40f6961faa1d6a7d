import { formatSignIns } from './demo/print.ts';
import { dataDirectory } from './paths.ts';
import { type Ports, readPorts } from './ports.ts';
import { claimStack, releaseStack } from './running.ts';
import { type Stack, startStack } from './stack.ts';

/**
 * `npm start` and `npm run dev`: starts everything, prints `Ready …` and stays until a signal or the death of a part.
 * @returns the exit code.
 */
export async function runStart(site: 'build' | 'dev'): Promise<number> {
  const ports = readPorts(process.env);
  claimStack(dataDirectory, ports.site);
  try {
    return await runUntilStopped(site, ports);
  } finally {
    releaseStack(dataDirectory);
  }
}

async function runUntilStopped(site: 'build' | 'dev', ports: Ports): Promise<number> {
  const controller = new AbortController();
  const asked = waitForStop(controller);
  let stack: Stack;
  try {
    stack = await startStack({ directory: dataDirectory, site, ports, demo: true, signal: controller.signal });
  } catch (error) {
    if (controller.signal.aborted) return 0;
    throw error;
  }
  announce(stack);
  const failure = await Promise.race([asked, stack.failure]);
  if (failure) {
    console.error(`${failure}. Stopping the rest.`);
    silenceConsole();
  } else console.log('Stopping …');
  await stack.stop();
  return failure ? 1 : 0;
}

/** Resolves at the first signal, or when whoever started us is gone; later signals change nothing. */
function waitForStop(controller: AbortController): Promise<undefined> {
  return new Promise((resolve) => {
    const stop = () => {
      controller.abort();
      resolve(undefined);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    process.on('disconnect', stop);
  });
}

/** After the line that names the cause, the complaints of all who depended on the part would only hide it. */
function silenceConsole(): void {
  for (const method of ['log', 'info', 'warn', 'error'] as const) console[method] = () => {};
}

function announce(stack: Stack): void {
  const { addresses } = stack;
  console.log(`
  Mailbox            ${addresses.mailbox}/
  Database dashboard ${addresses.dashboard}/
  Stripe double      ${addresses.stripe}/
  Postgres           ${addresses.database}
  Supabase API       ${addresses.api}
`);
  if (stack.hasDemo) console.log(`${formatSignIns()}\n`);
  console.log(`Ready in ${process.uptime().toFixed(1)} s: ${addresses.site}/`);
}
