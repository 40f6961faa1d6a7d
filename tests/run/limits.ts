import { functionLimits } from '../../local/settings.ts';
import { measureMemory, watchMemory } from './memory.ts';
import type { Outcome } from './outcome.ts';
import { readToolPid } from './tool.ts';

/** Highest memory of the whole stack during the end-to-end tests, in megabytes. */
const memoryLimit = 1536;

/** Runs the work and adds one more test to its outcome: the stack stayed below its memory limit. */
export async function checkMemory(work: () => Promise<Outcome>): Promise<Outcome> {
  console.log(`The stack idles at ${measureMemory(process.pid)} MB.`);
  const watch = watchMemory(process.pid, readToolPid);
  const outcome = await work();
  const peak = watch.stop();
  const kept = peak <= memoryLimit;
  console.log(`${kept ? '✓' : '✗'} The stack took at most ${peak} MB of memory (limit ${memoryLimit} MB)`);
  return addTest(outcome, kept);
}

/** One test: no request to an edge function used more processor time than hosted functions may. */
export async function checkCpu(apiUrl: string): Promise<Outcome> {
  const answer = await fetch(`${apiUrl}/functions/v1/_cpu`);
  const { highestSeconds, excesses }: { highestSeconds: number; excesses: object[] } = JSON.parse(await answer.text());
  const kept = excesses.length === 0;
  const { cpuSeconds } = functionLimits;
  console.log(
    `${kept ? '✓' : '✗'} An edge function used at most ${highestSeconds.toFixed(2)} s of CPU (limit ${cpuSeconds} s)`,
  );
  return addTest({ passed: 0, failed: 0 }, kept);
}

function addTest({ passed, failed }: Outcome, kept: boolean): Outcome {
  return kept ? { passed: passed + 1, failed } : { passed, failed: failed + 1 };
}
