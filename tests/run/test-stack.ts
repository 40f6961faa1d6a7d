import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Addresses } from '../../local/environment.ts';
import { cacheDirectory } from '../../local/paths.ts';
import { removeShelter } from '../../local/postgres/placement.ts';
import { startStack } from '../../local/stack.ts';

export interface TestStack {
  addresses: Addresses;
  /** For the test tools: `TEST_STACK`, read by tests/support/stack.ts. */
  environment: Record<string, string>;
  stop(): Promise<void>;
}

/** Starts a stack with an empty database in a temporary folder; stopping it removes the folder. */
export async function startTestStack(withSite: boolean, signal: AbortSignal): Promise<TestStack> {
  const directory = mkdtempSync(join(tmpdir(), 'cps-portal-test-'));
  // Inside the clone: for a folder elsewhere Astro works in `.astro`, where two builds would meet.
  const siteDirectory = join(cacheDirectory, 'sites', basename(directory));
  const clean = () => {
    for (const path of [directory, siteDirectory]) rmSync(path, { recursive: true, force: true });
    removeShelter(directory);
  };
  try {
    const stack = await startStack({
      directory,
      ports: 'free',
      site: withSite ? 'build' : 'none',
      siteDirectory,
      mailFrequency: '1s',
      signal,
    });
    void stack.failure.then((sentence) => console.error(`✗ ${sentence}`));
    const { addresses, keys, environment } = stack;
    return {
      addresses,
      environment: { TEST_STACK: JSON.stringify({ addresses, keys, environment }) },
      stop: async () => {
        await stack.stop();
        clean();
      },
    };
  } catch (error) {
    clean();
    throw error;
  }
}
