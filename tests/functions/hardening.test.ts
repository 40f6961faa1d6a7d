import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { findConfirmLink, waitForMail } from '../support/mailbox.ts';
import { sql, stackFromEnvironment } from '../support/stack.ts';
import { callFunction } from './support/call.ts';
import { accountForm, createCompany, newAddress, verifyLink } from './support/companies.ts';

/** Calls Supabase Auth as anybody may. */
async function callAuth(method: string, path: string, body: object, token?: string): Promise<number> {
  const { addresses, keys } = stackFromEnvironment();
  const headers = { apikey: keys.publishable, 'content-type': 'application/json' };
  const answer = await fetch(`${addresses.api}/auth/v1/${path}`, {
    method,
    headers: token ? { ...headers, authorization: `Bearer ${token}` } : headers,
    body: JSON.stringify(body),
  });
  return answer.status;
}

test('a password somebody else chose for an address stops working when its owner confirms', async () => {
  const email = newAddress('victim');
  const password = `chosen-by-a-stranger-${randomUUID()}`;
  expect(await callAuth('POST', 'signup', { email, password })).toBe(200);
  // Auth mails one address once a second here; the form's own mail would be the second.
  const mail = await waitForMail(email, /./);
  await callFunction('create-account', accountForm({ email }));
  const { user } = await verifyLink(findConfirmLink(mail));
  expect(await sql`select from public.account_members where user_id = ${user.id}`).toHaveLength(1);
  expect(await callAuth('POST', 'token?grant_type=password', { email, password })).toBe(400);
});

test('the old address alone cannot make another one the sign-in address', async () => {
  const company = await createCompany();
  const other = newAddress('not-mine');
  await callAuth('PUT', 'user', { email: other }, company.token);
  const mail = await waitForMail(company.email, 'Vahvista uusi sähköpostiosoite');
  await verifyLink(findConfirmLink(mail)).catch(() => undefined);
  const [person] = await sql`select email from auth.users where id = ${company.userId}`;
  expect(person?.email).toBe(company.email);
});

test('a form that is no object is refused like any other nonsense', async () => {
  for (const body of ['null', '5', '[]', '{"businessId": 5, "country": "FI"}', '{"businessId": {}, "country": []}']) {
    const { status, body: answer } = await callFunction('create-account', body);
    expect([status, answer.error.code], body).toEqual([422, 'invalid_input']);
  }
});

test('the support form mails one address ten times an hour, from wherever it is asked', async () => {
  const form = { topic: 'other', name: 'Aino Virta', email: newAddress(), message: 'Hei', locale: 'fi' };
  const ask = async () => (await callFunction('support', { ...form, id: randomUUID() })).status;
  // Twice the allowance and one more: even across the turn of an hour one is refused.
  const statuses = await Promise.all(Array.from({ length: 21 }, ask));
  expect(statuses).toContain(429);
  expect(statuses).toContain(201);
});
