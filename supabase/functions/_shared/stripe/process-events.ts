import * as z from 'zod/mini';
import { logFailure } from '../log.ts';
import type { StripeTools } from './fulfil-membership.ts';
import { handleEvent } from './handle-event.ts';

const leasedEvents = z.array(z.object({ id: z.string(), type: z.string(), object_id: z.nullable(z.string()) }));

const batchSize = 50;

/**
 * Works through the inbox of events, oldest first, one batch. A failure is noted and tried again later; the others go on.
 * @returns how many were processed and how many failed
 */
export async function processEvents(tools: StripeTools): Promise<{ processed: number; failed: number }> {
  const events = leasedEvents.parse(await tools.database('lease_events', { max: batchSize }));
  const result = { processed: 0, failed: 0 };
  for (const { id, type, object_id: objectId } of events) {
    try {
      await handleEvent(tools, { type, objectId });
      await tools.database('event_processed', { event_id: id });
      result.processed += 1;
    } catch (error) {
      logFailure(`Stripe event ${id} (${type})`, error);
      await tools.database('event_failed', {
        event_id: id,
        error: error instanceof Error ? error.message : String(error),
      });
      result.failed += 1;
    }
  }
  return result;
}
