import { apiVersion, type Double } from './double.ts';
import { makeId } from './identifiers.ts';

/** Records an event with a copy of the object as it is now, and puts it on the way to the webhook address. */
export function emitEvent(double: Double, type: string, object: object, previous?: object): void {
  const id = makeId('evt', 24);
  const created = double.clock.now();
  double.store.put('event', {
    id,
    object: 'event',
    api_version: apiVersion,
    created,
    data: structuredClone(previous ? { object, previous_attributes: previous } : { object }),
    livemode: false,
    pending_webhooks: 1,
    request: { ...double.request },
    type,
  });
  double.store.put('delivery', { id, attempts: 0, nextAt: created, createdAt: created });
  double.webhooks.wake();
}
