import { expect, test } from 'vitest';
import { deriveId } from '../../../supabase/functions/_shared/derive-id.ts';

test('a derived id is the name-based UUID of RFC 9562', async () => {
  // The RFC's own example (appendix A.4): the DNS namespace and www.example.com.
  expect(await deriveId('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
});

test('another purpose and another id make another one', async () => {
  const id = '5f0c1a52-52a5-4b52-9a3a-7f2f6d5a0b11';
  const ids = await Promise.all([deriveId(id, 'a'), deriveId(id, 'b'), deriveId(crypto.randomUUID(), 'a')]);
  expect(new Set(ids).size).toBe(3);
});
