import * as z from 'zod/mini';
import { logFailure } from '../log.ts';
import { findTask } from './handle-event.ts';
import type { StripeTools } from './stripe-tools.ts';

const leasedEvents = z.array(z.object({ id: z.string(), type: z.string(), object_id: z.nullable(z.string()) }));
type LeasedEvent = z.infer<typeof leasedEvents>[number];

const batchSize = 50;
const atOnce = 4;

/**
 * Works through the inbox of events, oldest first, one batch. Events about the same object are settled by one look at Stripe. A failure is
 * noted and tried again later; the others go on.
 * @returns how many were processed and how many failed
 */
export async function processEvents(tools: StripeTools): Promise<{ processed: number; failed: number }> {
  const groups = groupByTask(leasedEvents.parse(await tools.database('lease_events', { max: batchSize })));
  const result = { processed: 0, failed: 0 };
  const work = async () => {
    for (let group = groups.shift(); group; group = groups.shift()) {
      result[(await settleGroup(tools, group)) ? 'processed' : 'failed'] += group.length;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return result;
}

function groupByTask(events: LeasedEvent[]): LeasedEvent[][] {
  const groups = Map.groupBy(events, (event) => findTask(event.type, event.object_id)?.key ?? 'nothing to do');
  return [...groups.values()];
}

async function settleGroup(tools: StripeTools, group: LeasedEvent[]): Promise<boolean> {
  const [first] = group;
  try {
    if (first) await findTask(first.type, first.object_id)?.run(tools);
    for (const { id } of group) await tools.database('event_processed', { event_id: id });
    return true;
  } catch (error) {
    logFailure(`Stripe events ${group.map(({ id, type }) => `${id} (${type})`).join(', ')}`, error);
    const message = error instanceof Error ? error.message : String(error);
    for (const { id } of group) await tools.database('event_failed', { event_id: id, error: message });
    return false;
  }
}
