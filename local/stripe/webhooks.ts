import { createHmac } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Delivery, Store } from './store.ts';

/** Waiting times after each failed attempt, in seconds; the last one repeats until the event is three days old. */
const pauses = [1, 5, 30, 300, 1800, 7200, 21600, 43200];
const giveUpAfter = 3 * 24 * 3600;
const attemptTimeout = 10_000;

export interface Webhooks {
  /** Starts delivering what is due, without waiting for it. */
  wake(): void;
  /** Resolves when everything due has been attempted once. */
  settle(): Promise<void>;
  /** Sends an event once more, whatever happened to it before. */
  redeliver(id: string): Promise<number>;
  stop(): Promise<void>;
}

interface WebhookParts {
  store: Store;
  clock: Clock;
  url: string;
  secret: string;
  log: (line: string) => void;
}

/** Delivers stored events one after the other, signed, with retries. Undelivered ones stay in the store over a restart. */
export function createWebhooks(parts: WebhookParts): Webhooks {
  let running: Promise<void> | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const abort = new AbortController();

  const findDue = (): Delivery | undefined =>
    parts.store.all('delivery').find((delivery) => delivery.nextAt <= parts.clock.now());

  const deliver = async (delivery: Delivery): Promise<void> => {
    const status = await post(delivery.id);
    const event = parts.store.get('event', delivery.id);
    if (status >= 200 && status < 300) {
      if (event) event.pending_webhooks = 0;
      parts.store.remove('delivery', delivery.id);
      markDelivered(delivery.id);
      return;
    }
    if (stopped) return;
    const now = parts.clock.now();
    delivery.nextAt = now + (pauses[delivery.attempts] ?? 43200);
    delivery.attempts += 1;
    parts.store.touch();
    parts.log(`webhook ${event?.type} ${delivery.id}: ${status || 'no answer'} (attempt ${delivery.attempts})`);
    if (now - delivery.createdAt > giveUpAfter) parts.store.remove('delivery', delivery.id);
  };

  const markDelivered = (id: string): void => {
    const event = parts.store.get('event', id);
    if (event?.type !== 'invoice.created') return;
    const invoice = parts.store.get('invoice', (event.data.object as { id: string }).id);
    if (invoice) invoice.webhooks_delivered_at = parts.clock.now();
  };

  const post = async (id: string): Promise<number> => {
    const event = parts.store.get('event', id);
    if (!event) return 200;
    const payload = JSON.stringify(event, null, 2);
    const time = Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', parts.secret).update(`${time}.${payload}`).digest('hex');
    try {
      const response = await fetch(parts.url, {
        method: 'POST',
        body: payload,
        headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': `t=${time},v1=${signature}` },
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(attemptTimeout), abort.signal]),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  };

  const run = async (): Promise<void> => {
    for (let next = findDue(); next && !stopped; next = findDue()) await deliver(next);
    planNext();
  };

  const planNext = (): void => {
    clearTimeout(timer);
    const times = parts.store.all('delivery').map((delivery) => delivery.nextAt);
    if (stopped || times.length === 0) return;
    const seconds = Math.min(Math.max(Math.min(...times) - parts.clock.now(), 0.05), 3600);
    timer = setTimeout(wake, seconds * 1000);
    timer.unref();
  };

  const wake = (): void => {
    if (stopped) return;
    running ??= Promise.resolve()
      .then(run)
      .finally(() => {
        running = undefined;
        if (findDue()) wake();
      });
  };

  const settle = async (): Promise<void> => {
    wake();
    while (running) await running;
  };

  return {
    wake,
    settle,
    redeliver: post,
    stop: async () => {
      stopped = true;
      abort.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
