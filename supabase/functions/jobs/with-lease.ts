import * as z from 'zod/mini';
import type { Database } from '../_shared/database.ts';
import type { Task } from './handler.ts';

/** A run that died gives its task back after this. */
const leaseSeconds = 120;

/** The task, one run at a time: while another run does it, this one answers `{ skipped: 1 }` and leaves it alone. */
export function withLease(database: Database, task: Task): Task {
  const { name } = task;
  return {
    name,
    run: async (at) => {
      const answer = await database('take_job_lease', { name, seconds: leaseSeconds });
      const holder = z.nullable(z.uuid()).parse(answer);
      if (holder === null) return { skipped: 1 };
      try {
        return await task.run(at);
      } finally {
        await database('release_job_lease', { name, holder });
      }
    },
  };
}
