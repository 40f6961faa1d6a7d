import * as z from 'zod/mini';
import { logFailure } from '../log.ts';
import { findHandling } from './events/registry.ts';
import { isMissing } from './failures.ts';
import type { StripeTools } from './stripe-tools.ts';

const leasedEvents = z.array(
  z.object({ id: z.string(), type: z.string(), object_id: z.nullable(z.string()), leased_at: z.string() }),
);
type LeasedEvent = z.infer<typeof leasedEvents>[number];

const batchSize = 50;
const atOnce = 4;
const budgetMilliseconds = 10_000;

/**
 * Works through the inbox of events, oldest first, until nothing is due or no time is left. Events about the same object are settled by one look at
 * Stripe. A failure is noted and tried again later; the others go on.
 * @returns how many were processed and how many failed
 */
export async function processEvents(tools: StripeTools): Promise<{ processed: number; failed: number }> {
  const result = { processed: 0, failed: 0 };
  const deadline = Date.now() + budgetMilliseconds;
  while (Date.now() < deadline) {
    const events = leasedEvents.parse(await tools.database('lease_events', { max: batchSize }));
    if (events.length === 0) break;
    await settleAll(tools, groupByObject(events), result);
  }
  return result;
}

/** Types nobody acts on make a group of their own. */
function groupByObject(events: LeasedEvent[]): LeasedEvent[][] {
  // An id may be looked up in several ways: a customer's cards, its VAT numbers, its money.
  const name = ({ type, object_id: id }: LeasedEvent) => {
    const handling = findHandling(type);
    return handling && id ? `${handling.types[0]} ${id}` : 'nothing to do';
  };
  return [...Map.groupBy(events, name).values()];
}

async function settleAll(
  tools: StripeTools,
  groups: LeasedEvent[][],
  result: { processed: number; failed: number },
): Promise<void> {
  const work = async () => {
    for (let group = groups.shift(); group; group = groups.shift()) {
      result[(await settleGroup(tools, group)) ? 'processed' : 'failed'] += group.length;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function settleGroup(tools: StripeTools, group: LeasedEvent[]): Promise<boolean> {
  const [first] = group;
  const ids = group.map(({ id }) => id);
  try {
    if (first) await settleObject(tools, first);
    await tools.database('events_processed', { event_ids: ids });
    return true;
  } catch (error) {
    logFailure(`Stripe events ${group.map(({ id, type }) => `${id} (${type})`).join(', ')}`, error);
    const message = error instanceof Error ? error.message : String(error);
    await tools.database('events_failed', { event_ids: ids, error: message });
    return false;
  }
}

/** An object that is gone (a deleted draft) is no failure. */
async function settleObject(tools: StripeTools, event: LeasedEvent): Promise<void> {
  if (!event.object_id) return;
  try {
    await findHandling(event.type)?.handle(tools, event.object_id, event.leased_at);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
