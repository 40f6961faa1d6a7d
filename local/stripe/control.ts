import { Hono } from 'hono';
import { z } from 'zod';
import { advanceClock } from './advance.ts';
import type { Double } from './double.ts';

const advanceInput = z.union([
  z.strictObject({
    seconds: z
      .int()
      .min(0)
      .max(20 * 366 * 24 * 3600),
  }),
  z.strictObject({ to: z.int().min(0) }),
]);

const faultInput = z.strictObject({
  method: z.enum(['GET', 'POST', 'DELETE']),
  path: z.string().startsWith('/v1/'),
  about: z.string().min(1).optional(),
  when: z.enum(['before', 'after']).default('before'),
  answer: z.union([z.literal(500), z.literal(429), z.literal('reset'), z.literal('delay')]),
  delayMilliseconds: z.int().min(0).max(120_000).default(0),
  times: z.int().min(1).max(10_000).default(1),
});

/** The double's own controls under `/_double`: the clock, the events, ordered failures. They need no key: only this machine reaches them. */
export function createControl(double: Double): Hono {
  const app = new Hono();
  // Advancing twice at once would interleave the steps, so each call waits for the one before.
  let queue: Promise<void> = Promise.resolve();
  const describeClock = () => ({ now: double.clock.now(), offset: double.clock.offset() });

  app.get('/clock', (context) => context.json(describeClock()));
  app.post('/advance', async (context) => {
    const input = advanceInput.safeParse(await context.req.json().catch(() => undefined));
    if (!input.success) return context.json({ error: 'Send {"seconds": n} or {"to": unix seconds}' }, 400);
    if ('to' in input.data && input.data.to < double.clock.now()) {
      return context.json({ error: 'The clock moves forward only' }, 400);
    }
    const step = queue.then(() => {
      const moment = 'to' in input.data ? input.data.to : double.clock.now() + input.data.seconds;
      return advanceClock(double, moment);
    });
    queue = step.catch(() => {});
    await step;
    return context.json(describeClock());
  });
  app.post('/reset', (context) => {
    double.store.clear();
    double.clock.reset();
    double.faults.clear();
    return context.json(describeClock());
  });
  app.get('/events', (context) => context.json({ data: double.store.all('event') }));
  app.get('/idle', async (context) => {
    await double.webhooks.settle();
    return context.json({ undelivered: double.store.all('delivery').map((delivery) => delivery.id) });
  });
  app.post('/redeliver/:event', async (context) => {
    const id = context.req.param('event');
    if (!double.store.get('event', id)) return context.json({ error: `No such event: ${id}` }, 404);
    return context.json({ status: await double.webhooks.redeliver(id) });
  });
  app.post('/faults', async (context) => {
    const input = faultInput.safeParse(await context.req.json().catch(() => undefined));
    if (!input.success) return context.json({ error: z.prettifyError(input.error) }, 400);
    double.faults.order(input.data);
    return context.json(input.data);
  });
  return app;
}
