import * as z from 'zod/mini';
import type { Database } from '../_shared/database.ts';

const counts = z.record(z.string(), z.number());

/** In this order: a membership that is over is announced no more, and one that was suspended by its day is not renewed. */
const steps = ['advance_memberships', 'renew_memberships', 'announce_renewals', 'warn_of_expiring_cards'] as const;

/**
 * The life of memberships by the moment `at`: states of unpaid ones, renewals and ends, notices of renewals and of expiring cards; one batch each.
 * @returns how often each thing happened
 */
export async function advanceLife(database: Database, at: Date): Promise<Record<string, number>> {
  const results: Record<string, number> = {};
  for (const step of steps) {
    for (const [what, count] of Object.entries(counts.parse(await database(step, { at: at.toISOString() })))) {
      results[what] = (results[what] ?? 0) + count;
    }
  }
  return results;
}
