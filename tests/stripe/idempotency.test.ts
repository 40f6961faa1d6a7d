import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCustomer, createOpenInvoice } from './support/factories.ts';
import { readRefusal } from './support/refusal.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

test('the same key with the same parameters answers the first object again', async () => {
  const params = { email: 'key@kuvaamo.example', metadata: { a: '1', b: '2' } };
  const first = await stack.stripe.customers.create(params, { idempotencyKey: 'same' });
  const reordered = { metadata: { b: '2', a: '1' }, email: 'key@kuvaamo.example' };
  const second = await stack.stripe.customers.create(reordered, { idempotencyKey: 'same' });
  expect(second.id).toBe(first.id);
  expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
  expect((await stack.stripe.customers.list({ email: params.email })).data).toHaveLength(1);
});

test('the same key with other parameters or another endpoint is refused', async () => {
  await stack.stripe.customers.create({ name: 'A' }, { idempotencyKey: 'other' });
  const changed = await readRefusal(stack.stripe.customers.create({ name: 'B' }, { idempotencyKey: 'other' }));
  expect(changed).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
  const moved = await readRefusal(stack.stripe.products.create({ name: 'A' }, { idempotencyKey: 'other' }));
  expect(moved).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
});

test('the same key while the first call still runs is a 409', async () => {
  await stack.control('/faults', {
    method: 'POST',
    path: '/v1/customers',
    when: 'after',
    answer: 'delay',
    delayMilliseconds: 300,
  });
  const calls = await Promise.allSettled(
    ['x', 'x'].map((name) => stack.stripe.customers.create({ name }, { idempotencyKey: 'at-once' })),
  );
  expect(calls.map((call) => call.status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = calls.find((call) => call.status === 'rejected');
  expect(refused?.reason).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
});

test('a call refused for its parameters does not use up its key', async () => {
  const options = { idempotencyKey: 'retry' };
  await readRefusal(stack.stripe.customers.create({ wrong: 1 } as object, options));
  expect((await stack.stripe.customers.create({ name: 'Right' }, options)).name).toBe('Right');
});

test('a saved 500 is answered again', async () => {
  await stack.control('/faults', { method: 'POST', path: '/v1/customers', answer: 500 });
  const create = () => stack.stripe.customers.create({ name: 'Fault' }, { idempotencyKey: 'fault' });
  expect((await readRefusal(create())).statusCode).toBe(500);
  const again = await readRefusal(create());
  expect(again.statusCode).toBe(500);
  expect(again.headers?.['idempotent-replayed']).toBe('true');
});

test('a failure ordered about a value leaves calls about others alone', async () => {
  await stack.control('/faults', { method: 'POST', path: '/v1/customers', about: 'meant', answer: 500 });
  expect((await stack.stripe.customers.create({ name: 'another' })).name).toBe('another');
  expect((await readRefusal(stack.stripe.customers.create({ name: 'meant' }))).statusCode).toBe(500);
});

test('an answer lost on the way is found again by its key and nothing happens twice', async () => {
  const customer = await createCustomer(stack);
  const invoice = await createOpenInvoice(stack, customer.id);
  await stack.stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
  const [method] = (await stack.stripe.customers.listPaymentMethods(customer.id)).data;
  await stack.control('/faults', {
    method: 'POST',
    path: `/v1/invoices/${invoice.id}/pay`,
    when: 'after',
    answer: 'reset',
  });
  const pay = () =>
    stack.stripe.invoices.pay(
      invoice.id,
      { payment_method: method?.id ?? '' },
      { idempotencyKey: `pay:${invoice.id}` },
    );
  // The official client repeats a call by itself when its connection is cut, with the same key.
  const paid = await pay();
  expect(paid.status).toBe('paid');
  expect(paid.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect((await stack.stripe.charges.list({ customer: customer.id })).data).toHaveLength(1);
});

test('a decline is saved with its key and a new key tries again', async () => {
  const customer = await createCustomer(stack);
  const invoice = await createOpenInvoice(stack, customer.id);
  const method = await stack.stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: customer.id });
  const pay = (idempotencyKey: string) =>
    stack.stripe.invoices.pay(invoice.id, { payment_method: method.id }, { idempotencyKey });
  await readRefusal(pay('attempt-1'));
  expect(await readRefusal(pay('attempt-1'))).toMatchObject({ statusCode: 402 });
  expect((await stack.stripe.invoices.retrieve(invoice.id)).attempt_count).toBe(1);
  await readRefusal(pay('attempt-2'));
  expect((await stack.stripe.invoices.retrieve(invoice.id)).attempt_count).toBe(2);
});
