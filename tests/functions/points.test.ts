import { expect, test } from 'vitest';
import { sql } from '../support/stack.ts';
import { callFunction } from './support/call.ts';
import { createCompany } from './support/companies.ts';

test('a member sees the points, the next tier and models that close the gap', async () => {
  const company = await createCompany({ points: 700 });
  const { status, body } = await callFunction('points', { accountId: company.accountId }, { token: company.token });
  expect(status).toBe(200);
  expect(body).toMatchObject({ balance: 700, pendingPoints: 0, nextTier: { code: 'gold', pointsMissing: 300 } });
  expect(body.models.length).toBeGreaterThan(0);
  expect(body.models.length).toBeLessThanOrEqual(3);
  for (const { points, units } of body.models) expect(points * units).toBeGreaterThanOrEqual(300);
});

test('points of a product without a serial number are pending', async () => {
  const company = await createCompany();
  const [model] = await sql`select id, points from public.product_models where is_registrable order by points limit 1`;
  await sql`insert into public.products (account_id, model_id) values (${company.accountId}, ${model?.id})`;
  const path = `points?accountId=${company.accountId}`;
  const { body } = await callFunction(path, undefined, { method: 'GET', token: company.token });
  expect(body).toMatchObject({ balance: 0, pendingPoints: model?.points });
});

test('nothing lies above the highest tier', async () => {
  const company = await createCompany({ points: 2501 });
  const { body } = await callFunction('points', { accountId: company.accountId }, { token: company.token });
  expect(body).toMatchObject({ nextTier: null, models: [] });
});

test('another company’s points are refused, and everything without a token', async () => {
  const [company, stranger] = await Promise.all([createCompany({ points: 10 }), createCompany()]);
  const foreign = await callFunction('points', { accountId: company.accountId }, { token: stranger.token });
  expect([foreign.status, foreign.body]).toEqual([403, { error: { code: 'not_allowed' } }]);
  const signedOut = await callFunction('points', { accountId: company.accountId });
  expect([signedOut.status, signedOut.body]).toEqual([401, { error: { code: 'session_expired' } }]);
});

test('an account id that is none is refused at its field', async () => {
  const { token } = await createCompany();
  const { status, body } = await callFunction('points', { accountId: '1' }, { token });
  expect([status, body.error.fields]).toEqual([422, { accountId: 'invalid' }]);
});
