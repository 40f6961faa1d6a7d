import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack, startStack } from '../../local/stack.ts';

/** Starts a stack with the built site and an empty database (or the demo accounts); `stop` removes its folder. Sets `TEST_STACK` for the factories. */
export async function startBenchStack(options: { demo?: boolean } = {}): Promise<Stack> {
  const directory = mkdtempSync(join(tmpdir(), 'cps-portal-bench-'));
  const stack = await startStack({
    directory,
    ports: 'free',
    siteDirectory: join(directory, 'site'),
    mailFrequency: '1s',
    quiet: true,
    ...options,
  });
  const { addresses, keys, environment } = stack;
  process.env.TEST_STACK = JSON.stringify({ addresses, keys, environment });
  return {
    ...stack,
    stop: async () => {
      await stack.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
