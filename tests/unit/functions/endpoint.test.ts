import { afterEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { readJson } from '../../../supabase/functions/_shared/body.ts';
import { errorCodes } from '../../../supabase/functions/_shared/contracts/error-codes.ts';
import { settle } from '../../../supabase/functions/_shared/database.ts';
import { createEndpoint, type Handler } from '../../../supabase/functions/_shared/endpoint.ts';
import { errorStatuses, Refusal } from '../../../supabase/functions/_shared/refusal.ts';

const post = (body?: string) =>
  new Request('https://api.example/f', { method: 'POST', ...(body === undefined ? {} : { body }) });
const serve = (handle: Handler) =>
  createEndpoint({ name: 'f', methods: ['POST'], siteUrl: 'https://site.example' }, handle);

afterEach(() => vi.restoreAllMocks());

test('every code has a status that HTTP knows as a failure', () => {
  expect(Object.keys(errorStatuses).sort()).toEqual([...errorCodes].sort());
  for (const status of Object.values(errorStatuses)) expect(status >= 400 && status < 600).toBe(true);
});

describe('a refusal', () => {
  test('leaves as its code, fields, hint and status', async () => {
    const endpoint = serve(async () => {
      throw new Refusal('serial_format', { hint: 'AB123456', fields: { serial: 'invalid' } });
    });
    const answer = await endpoint(post());
    expect(answer.status).toBe(422);
    expect(await answer.json()).toEqual({
      error: { code: 'serial_format', fields: { serial: 'invalid' }, hint: 'AB123456' },
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://site.example');
  });

  test('of the database keeps its code', () => {
    const error = { code: 'PT422', message: 'tier_not_offered', details: null, hint: null };
    expect(() => settle({ data: null, error })).toThrow(Refusal);
  });

  test.each([
    ['a word the list does not know', { code: 'PT422', message: 'surprise' }],
    ['an error of Postgres', { code: '23505', message: 'tier_not_offered' }],
  ])('is not made of %s', (_name, part) => {
    expect(() => settle({ data: null, error: { details: null, hint: null, ...part } })).not.toThrow(Refusal);
    expect(() => settle({ data: null, error: { details: null, hint: null, ...part } })).toThrow('database:');
  });
});

test('an unexpected error shows nothing but an id; the log has the cause', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const answer = await serve(async () => {
    throw new Error('password of the database is wrong');
  })(post());
  expect(answer.status).toBe(500);
  expect(await answer.text()).toBe('{"error":{"code":"unexpected"}}');
  const id = answer.headers.get('x-request-id') ?? '';
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(log.mock.calls.flat().join()).toContain(`f ${id}: Error: password of the database is wrong`);
});

test('a body is parsed by its contract and refused with the problem of each field', async () => {
  const contract = z.object({ name: z.string().check(z.minLength(1)), age: z.int() });
  const endpoint = serve(async (request) => Response.json(await readJson(request, contract)));
  expect(await (await endpoint(post('{"name":"Aino","age":7,"role":"owner"}'))).json()).toEqual({
    name: 'Aino',
    age: 7,
  });
  const refused = await endpoint(post('{"name":"","age":"x"}'));
  expect(await refused.json()).toEqual({
    error: { code: 'invalid_input', fields: { name: 'required', age: 'invalid' } },
  });
});

test('a large body is refused although its size was not announced', async () => {
  const stream = new ReadableStream({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('x'.repeat(10_000))),
  });
  const request = new Request('https://api.example/f', { method: 'POST', body: stream, duplex: 'half' } as RequestInit);
  const answer = await serve(async (incoming) => Response.json(await readJson(incoming, z.object({}))))(request);
  expect(answer.status).toBe(413);
});
