import { expect, test } from 'vitest';
import { stackFromEnvironment } from '../support/stack.ts';
import { callFunction, runJobs } from './support/call.ts';

test('the job answers what each task did', async () => {
  const { status, body } = await runJobs();
  expect(status).toBe(200);
  expect(Object.keys(body)).toEqual([
    'events',
    'life',
    'charges',
    'transfers',
    'calls',
    'recoveries',
    'mails',
    'catalogue',
    'sweep',
    'reconcile',
  ]);
  expect(body.mails).toEqual({ sent: expect.any(Number), failed: expect.any(Number) });
});

test.each([
  ['no key', () => ({ apikey: '' })],
  ['the public key', () => ({ apikey: stackFromEnvironment().keys.publishable })],
  ['a key that begins like the secret one', () => ({ apikey: stackFromEnvironment().keys.secret.slice(0, -1) })],
])('a call with %s is refused', async (_name, headers) => {
  const { status, body } = await callFunction('jobs', {}, { headers: headers() });
  expect([status, body.error.code]).toEqual([401, 'not_allowed']);
});

test('a moment that is no moment is refused', async () => {
  const headers = { apikey: stackFromEnvironment().keys.secret };
  const { status, body } = await callFunction('jobs', { at: 'tomorrow' }, { headers });
  expect([status, body.error.code]).toEqual([422, 'invalid_input']);
});
