import * as z from 'zod/mini';
import type { Database } from '../_shared/database.ts';

const batchSize = 100;
const budgetMilliseconds = 5000;

/**
 * Writes down which cards are to be charged by `at` (S8), batch by batch; the task `calls` charges them.
 * @returns how many
 */
export async function queueDueCharges(database: Database, at: Date): Promise<{ queued: number }> {
  const deadline = Date.now() + budgetMilliseconds;
  let queued = 0;
  for (let last = batchSize; last === batchSize && Date.now() < deadline; queued += last) {
    last = z.int().parse(await database('queue_due_charges', { at: at.toISOString(), max: batchSize }));
  }
  return { queued };
}
