import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { brand } from '../../src/brand.ts';
import { runDueTasks } from './advance.ts';
import { createClock } from './clock.ts';
import { createControl } from './control.ts';
import type { Double, StripeDoubleOptions } from './double.ts';
import { createFaultBook } from './faults.ts';
import { answerApi } from './http.ts';
import { createIdempotencyBook } from './idempotency.ts';
import { createPages } from './pages/pages.ts';
import { readParameters } from './parameters/schema.ts';
import { allRoutes } from './routes.ts';
import { openStore } from './store.ts';
import { createWebhooks } from './webhooks.ts';

const host = '127.0.0.1';

/**
 * Starts the stand-in for Stripe on this machine. Answers with its address and a way to stop it.
 * Rejects with a clear sentence when the port is taken.
 */
export async function startStripeDouble(
  options: StripeDoubleOptions,
): Promise<{ url: string; close: () => Promise<void> }> {
  const store = openStore(options.dataFile);
  const clock = createClock(store.get('setting', 'clock-offset')?.value ?? 0, (value) => {
    store.put('setting', { id: 'clock-offset', value });
  });
  const log = options.log ?? (() => {});
  const webhooks = createWebhooks({ store, clock, url: options.webhookUrl, secret: options.webhookSecret, log });
  const double: Double = {
    store,
    clock,
    webhooks,
    faults: createFaultBook(),
    baseUrl: '',
    secretKey: options.secretKey,
    sellerName: options.sellerName ?? brand.seller.name,
    finalizeAfterSeconds: options.finalizeAfterSeconds ?? 3600,
    request: { id: null, idempotency_key: null },
    log,
  };
  const server = createAdaptorServer({ fetch: createApp(double).fetch }) as Server;
  const port = await listen(server, options.port);
  double.baseUrl = `http://${host}:${port}`;
  webhooks.wake();
  const ticker = setInterval(() => runDueTasks(double), 1000);
  ticker.unref();
  return {
    url: double.baseUrl,
    close: async () => {
      clearInterval(ticker);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await webhooks.stop();
      store.flush();
    },
  };
}

/** Everything the double answers, as one app: the API, its controls and its pages. */
export function createApp(double: Double): Hono {
  const app = new Hono();
  const parts = {
    double,
    routes: allRoutes,
    parameters: readParameters(),
    idempotency: createIdempotencyBook(double.store),
  };
  app.all('/v1/*', (context) => answerApi(parts, context));
  app.route('/_double', createControl(double));
  app.route('/', createPages(double));
  return app;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      reject(isTaken ? new Error(`Stripe double: port ${port} is taken on ${host}`, { cause: error }) : error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
