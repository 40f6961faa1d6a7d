import * as z from 'zod/mini';
import type { Database } from '../_shared/database.ts';
import type { Task } from './handler.ts';

/** A run that died gives its task back after this. */
const leaseSeconds = 120;

/** A task that is worth its turn only now and then. */
interface RareTask extends Task {
  isDue(at: Date): Promise<boolean>;
}

/** The task, one run at a time: while another run does it, this one answers `{ skipped: 1 }` and leaves it alone. Nothing is taken when it is not due. */
export function withLease(database: Database, task: RareTask): Task {
  const { name } = task;
  return {
    name,
    run: async (at) => {
      if (!(await task.isDue(at))) return {};
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
