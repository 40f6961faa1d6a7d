import * as z from 'zod/mini';
import type { Database } from '../_shared/database.ts';
import type { Task } from './handler.ts';

/** A run that died gives its task back after this. */
const leaseSeconds = 120;
const patienceMilliseconds = 10_000;
const pauseMilliseconds = 100;

/** The task, one run at a time: a second one waits for the first, and answers `{ skipped: 1 }` when it takes too long. */
export function withLease(database: Database, task: Task): Task {
  const { name } = task;
  return {
    name,
    run: async (at) => {
      const holder = await waitForLease(database, name);
      if (holder === null) return { skipped: 1 };
      try {
        return await task.run(at);
      } finally {
        await database('release_job_lease', { name, holder });
      }
    },
  };
}

async function waitForLease(database: Database, name: string): Promise<string | null> {
  const deadline = Date.now() + patienceMilliseconds;
  for (;;) {
    const answer = await database('take_job_lease', { name, seconds: leaseSeconds });
    const holder = z.nullable(z.uuid()).parse(answer);
    if (holder !== null || Date.now() > deadline) return holder;
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
}
