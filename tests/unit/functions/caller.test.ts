import { expect, test } from 'vitest';
import { readCaller, requireCaller } from '../../../supabase/functions/_shared/caller.ts';
import { isSameSecret } from '../../../supabase/functions/_shared/is-same-secret.ts';
import { readSender } from '../../../supabase/functions/_shared/quotas.ts';

const request = (headers: Record<string, string> = {}) => new Request('https://api.example/f', { headers });
const auth = (answer: object) => ({ getUser: async () => answer }) as never;
const known = auth({ data: { user: { id: 'u1' } }, error: null });
const unknown = auth({ data: { user: null }, error: { status: 403 } });

test('a good token names its person, and none is nobody', async () => {
  expect(await readCaller(request({ authorization: 'Bearer abc' }), known)).toEqual({ userId: 'u1', token: 'abc' });
  expect(await readCaller(request(), known)).toBeNull();
  await expect(requireCaller(request(), known)).rejects.toThrow('session_expired');
});

test.each(['Bearer abc', 'Bearer ', 'Basic abc', '', 'Bearer a b'])(
  'the token "%s" is refused, not treated as none',
  async (authorization) => {
    await expect(readCaller(request({ authorization }), unknown)).rejects.toThrow('session_expired');
  },
);

test('an Auth that does not answer is a failure of ours, not of the token', async () => {
  const down = auth({ data: { user: null }, error: Object.assign(new Error('down'), { status: 503 }) });
  await expect(readCaller(request({ authorization: 'Bearer abc' }), down)).rejects.toThrow('down');
});

test('a sender is who the gateway says, else the first hop', () => {
  expect(readSender(request({ 'cf-connecting-ip': '1.1.1.1', 'x-forwarded-for': '2.2.2.2' }))).toBe('1.1.1.1');
  expect(readSender(request({ 'x-forwarded-for': '2.2.2.2, 3.3.3.3' }))).toBe('2.2.2.2');
  expect(readSender(request())).toBe('local');
});

test('secrets are the same only when every character is', async () => {
  expect(await isSameSecret('secret', 'secret')).toBe(true);
  for (const other of ['', 'secre', 'secret ', 'Secret']) expect(await isSameSecret(other, 'secret')).toBe(false);
});
