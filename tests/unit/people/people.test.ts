import { expect, it } from 'vitest';
import { readRole } from '../../../src/components/people/roles.ts';
import { invitesRequest } from '../../../supabase/functions/_shared/contracts/invites.ts';

it('a choice names a role, and anything else the least one', () => {
  expect(readRole('billing')).toBe('billing');
  expect(readRole('king')).toBe('viewer');
  expect(readRole('')).toBe('viewer');
});

it.each([
  ['a link', { token: 'a'.repeat(64) }],
  ['an address and a code', { email: ' Aino@Kuvaamo.example', code: '123 456' }],
])('an invitation is asked for by %s', (_name, proof) => {
  expect(invitesRequest.safeParse({ action: 'look', locale: 'fi', ...proof }).success).toBe(true);
});

it.each([
  ['nothing', {}],
  ['a short link', { token: 'abc' }],
  ['an address alone', { email: 'aino@kuvaamo.example' }],
  ['a code of five digits', { email: 'aino@kuvaamo.example', code: '12345' }],
])('%s asks for nothing', (_name, proof) => {
  expect(invitesRequest.safeParse({ action: 'look', locale: 'fi', ...proof }).success).toBe(false);
});
