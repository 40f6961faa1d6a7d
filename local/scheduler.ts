import { describeError } from './problem.ts';
import { keys } from './settings.ts';

const intervalMilliseconds = 2000;

/**
 * Calls the function `jobs` every two seconds, as a cron of a hosted project does every minute. The moment it passes is the
 * clock of the Stripe double, so that a month skipped there is skipped for the jobs too.
 */
export function startScheduler(options: { apiUrl: string; stripeUrl: string; report: (line: string) => void }): {
  stop(): Promise<void>;
} {
  const controller = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let lastProblem = '';
  let stopping = false;
  const tick = async () => {
    try {
      const status = await callJobs(options.apiUrl, await readClock(options.stripeUrl), controller.signal);
      // 404: the function is not written yet.
      const problem = status < 400 || status === 404 ? '' : `jobs answered ${status}`;
      if (problem && problem !== lastProblem) options.report(problem);
      lastProblem = problem;
    } catch (error) {
      if (!stopping) options.report(`jobs: ${describeError(error)}`);
    }
  };
  const loop = () => {
    running = tick().then(() => {
      if (!stopping) timer = setTimeout(loop, intervalMilliseconds);
    });
  };
  let timer = setTimeout(loop, 0);
  return {
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      // A run that has begun may finish, so that nothing is left half done.
      const patience = setTimeout(() => controller.abort(), 3000);
      await running;
      clearTimeout(patience);
    },
  };
}

async function callJobs(apiUrl: string, at: Date, signal: AbortSignal): Promise<number> {
  const answer = await fetch(`${apiUrl}/functions/v1/jobs`, {
    method: 'POST',
    headers: { apikey: keys.secret, 'content-type': 'application/json' },
    body: JSON.stringify({ at: at.toISOString() }),
    signal,
  });
  await answer.body?.cancel();
  return answer.status;
}

/** The double's clock; the real time when the double does not answer. */
async function readClock(stripeUrl: string): Promise<Date> {
  try {
    const answer = await fetch(`${stripeUrl}/_double/clock`, { signal: AbortSignal.timeout(2000) });
    const { now }: { now: number } = JSON.parse(await answer.text());
    return new Date(now * 1000);
  } catch {
    return new Date();
  }
}
