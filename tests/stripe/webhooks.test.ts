import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startStripeDouble } from '../../local/stripe/server.ts';
import { createCustomer, createMembership } from './support/factories.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stripe-double-'));
  stack = await startStack({ dataFile: join(folder, 'state.json') });
});
afterEach(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});

test('events are signed, carry the API version and arrive in the order of their creation', async () => {
  const customer = await createCustomer(stack);
  await stack.stripe.customers.update(customer.id, { name: 'Uusi' });
  await stack.settle();
  expect(stack.receiver.refused()).toEqual([]);
  expect(stack.receiver.types()).toEqual(['customer.created', 'customer.updated']);
  expect(stack.receiver.events()[0]).toMatchObject({
    api_version: '2026-10-28.endive',
    object: 'event',
    livemode: false,
  });
});

test('an event keeps the object as it was when it happened', async () => {
  const customer = await createCustomer(stack, { name: 'Ennen' });
  await stack.stripe.customers.update(customer.id, { name: 'Jälkeen' });
  const { data } = await stack.stripe.events.list({ type: 'customer.created' });
  expect(data[0]?.data.object).toMatchObject({ name: 'Ennen' });
});

test('an event that was refused comes again later', async () => {
  stack.receiver.failNext(1);
  await createCustomer(stack);
  await stack.settle();
  expect(stack.receiver.types()).toEqual([]);
  await stack.advance(10);
  expect(stack.receiver.types()).toEqual(['customer.created']);
});

test('an event can be sent twice on request', async () => {
  await createCustomer(stack);
  await stack.settle();
  const [event] = stack.receiver.events();
  const answer = await stack.control(`/redeliver/${event?.id}`, {});
  expect(await answer.json()).toEqual({ status: 200 });
  expect(stack.receiver.events().map((entry) => entry.id)).toEqual([event?.id, event?.id]);
});

test('everything survives a restart: objects, clock, keys and undelivered events', async () => {
  const customer = await stack.stripe.customers.create({ name: 'Pysyvä' }, { idempotencyKey: 'kept' });
  await stack.settle();
  await stack.advance(1000);
  stack.receiver.failNext(1);
  await stack.stripe.customers.update(customer.id, { name: 'Pysyvä Oy' });
  await stack.settle();
  expect(stack.receiver.types()).toEqual(['customer.created']);

  await stack.restart();
  expect((await stack.stripe.customers.retrieve(customer.id)) as object).toMatchObject({ name: 'Pysyvä Oy' });
  const repeated = await stack.stripe.customers.create({ name: 'Pysyvä' }, { idempotencyKey: 'kept' });
  expect(repeated.id).toBe(customer.id);
  expect(await (await stack.control('/clock')).json()).toMatchObject({ offset: expect.any(Number) });
  const clock = (await (await stack.control('/clock')).json()) as { offset: number };
  expect(clock.offset).toBeGreaterThanOrEqual(1000);
  await stack.advance(10);
  expect(stack.receiver.types()).toEqual(['customer.created', 'customer.updated']);
});

test('a draft is finalised after a restart when its hour has come', async () => {
  const customer = await createCustomer(stack);
  const subscription = await createMembership(stack, customer.id);
  await stack.restart();
  await stack.advance(3600);
  expect((await stack.stripe.invoices.retrieve(subscription.latest_invoice.id)).status).toBe('open');
});

test('a taken port is named in one clear sentence', async () => {
  const port = Number(new URL(stack.url).port);
  const start = startStripeDouble({ port, secretKey: 'x', webhookUrl: 'http://127.0.0.1:1', webhookSecret: 'x' });
  await expect(start).rejects.toThrow(`port ${port} is taken`);
});

test('the clock moves forward only and reset forgets everything', async () => {
  await createCustomer(stack);
  expect((await stack.control('/advance', { to: 1000 })).status).toBe(400);
  expect((await stack.control('/advance', { seconds: -1 })).status).toBe(400);
  await stack.advance(500);
  await stack.control('/reset', {});
  expect(await (await stack.control('/clock')).json()).toMatchObject({ offset: 0 });
  expect((await stack.stripe.customers.list()).data).toEqual([]);
});
