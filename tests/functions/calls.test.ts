import { expect, test } from 'vitest';
import { stripeCalls } from '../../supabase/functions/_shared/stripe/calls/registry.ts';
import { sql } from '../support/stack.ts';

test('the database knows the same kinds of calls to Stripe as the code', async () => {
  const [constraint] = await sql<{ text: string }[]>`
    select pg_get_constraintdef(oid) as text from pg_constraint where conname = 'stripe_calls_kind_is_known'`;
  const known = Array.from(constraint?.text.matchAll(/'([a-z_]+)'/g) ?? [], ([, kind]) => kind);
  expect(known.toSorted()).toEqual(Object.keys(stripeCalls).toSorted());
});
