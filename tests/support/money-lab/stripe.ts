import type { Hono } from 'hono';
import Stripe from 'stripe';
import { advanceClock } from '../../../local/stripe/advance.ts';
import type { Clock } from '../../../local/stripe/clock.ts';
import type { Double } from '../../../local/stripe/double.ts';
import { createFaultBook } from '../../../local/stripe/faults.ts';
import { createApp } from '../../../local/stripe/server.ts';
import type { Store } from '../../../local/stripe/store.ts';
import { stripeVersion } from '../../../supabase/functions/_shared/stripe/client.ts';
import type { Disturbance, Fault } from './disturbance.ts';

const baseUrl = 'http://stripe.test';
const secretKey = 'sk_test_lab';

/** The double in this process: no port, no waiting, a clock that stands still unless it is moved, and events that wait to be fetched. */
export interface LabStripe {
  store: Store;
  /** The portal's client; its requests can be disturbed. */
  client: Stripe;
  /** A client of other people (the member on Stripe's pages, staff in its dashboard): never disturbed, not counted. */
  outside: Stripe;
  /** Unix seconds. */
  now(): number;
  advance(seconds: number): Promise<void>;
  /** Types a card into a page that saves it. */
  saveCard(pageUrl: string, number: string): Promise<void>;
}

/** Sets it up on a store. In: what goes wrong, the moment it starts at (Unix seconds), and a pause before each answer is read. */
export function createLabStripe(
  store: Store,
  disturbance: Disturbance,
  start: number,
  pause: () => Promise<void> = async () => {},
): LabStripe {
  const clock = createLabClock(start);
  const double = createDouble(store, clock);
  const app = createApp(double);
  const direct = (input: string | URL | Request, init?: RequestInit) => app.fetch(describeRequest(input, init));
  const disturbed = async (input: string | URL | Request, init?: RequestInit) => {
    const request = describeRequest(input, init);
    const name = `${request.method} ${new URL(request.url).pathname}`;
    disturbance.begin(name);
    const fault = disturbance.disturb(name);
    if (disturbance.isStripeDown) throw lose();
    const answer = await send(double, app, request, fault);
    await pause();
    return answer;
  };
  return {
    store,
    client: createClient(disturbed),
    outside: createClient(async (input, init) => direct(input, init)),
    now: clock.now,
    advance: (seconds) => advanceClock(double, clock.now() + seconds),
    saveCard: async (pageUrl, number) => {
      await postForm(direct, pageUrl, { number, expiry: '12/40', cvc: '123' });
      if (number === '4000002500003155') await postForm(direct, `${pageUrl}/authenticate`, { outcome: 'complete' });
    },
  };
}

async function send(double: Double, app: Hono, request: Request, fault: Fault | undefined): Promise<Response> {
  if (fault === undefined) return app.fetch(request);
  const { method, url } = request;
  const when = fault.endsWith('after') ? 'after' : 'before';
  const answer = fault.startsWith('500') ? 500 : fault === '429' ? 429 : 'reset';
  double.faults.order({ method, path: new URL(url).pathname, when, answer, delayMilliseconds: 0, times: 1 });
  let isCut = false;
  const destroy = () => {
    isCut = true;
  };
  const response = await app.fetch(request, { outgoing: { destroy } });
  if (isCut) throw fault.startsWith('time-out') ? lose('ETIMEDOUT') : lose();
  return response;
}

function lose(code = 'ECONNRESET'): Error {
  return Object.assign(new TypeError('fetch failed'), { code });
}

function describeRequest(input: string | URL | Request, init?: RequestInit): Request {
  if (input instanceof Request) return input;
  const { pathname, search } = new URL(input);
  return new Request(`${baseUrl}${pathname}${search}`, init);
}

async function postForm(
  send: (input: string, init: RequestInit) => Response | Promise<Response>,
  url: string,
  fields: Record<string, string>,
): Promise<void> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  await send(url, { method: 'POST', body });
}

function createClient(fetch: typeof globalThis.fetch): Stripe {
  const httpClient = Stripe.createFetchHttpClient(fetch);
  return new Stripe(secretKey, { apiVersion: stripeVersion, httpClient, maxNetworkRetries: 0, telemetry: false });
}

function createDouble(store: Store, clock: Clock): Double {
  const webhooks = { wake() {}, settle: async () => {}, redeliver: async () => 200, stop: async () => {} };
  return {
    store,
    clock,
    webhooks,
    faults: createFaultBook(),
    baseUrl,
    secretKey,
    sellerName: 'Lab',
    finalizeAfterSeconds: 3600,
    request: { id: null, idempotency_key: null },
    log: () => {},
  };
}

function createLabClock(start: number): Clock {
  let moment = start;
  return {
    now: () => moment,
    offset: () => moment - start,
    holdAt: (to) => {
      moment = to;
    },
    release: () => {},
    reset: () => {
      moment = start;
    },
  };
}
