import * as z from 'zod/mini';
import type { Database } from '../_shared/database.ts';

const batchSize = 50;

/**
 * Finds the invoice for money that came by bank and paid none by itself; what covers none is told to the company and to `desk`, once.
 * @returns how many transfers were looked at
 */
export async function routeTransfers(database: Database, desk: string, at: Date): Promise<{ looked_at: number }> {
  const answer = await database('route_waiting_money', { at: at.toISOString(), max: batchSize, desk });
  return { looked_at: z.int().parse(answer) };
}
