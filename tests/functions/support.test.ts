import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { waitForMail } from '../support/mailbox.ts';
import { sql } from '../support/stack.ts';
import { callFunction } from './support/call.ts';
import { createCompany, newAddress } from './support/companies.ts';

const desk = 'priority@valokeila.example';

function caseForm(change: Record<string, unknown> = {}) {
  const form = { id: randomUUID(), topic: 'products', name: 'Aino Virta', email: newAddress(), locale: 'fi' };
  return { ...form, message: 'Sarjanumero on kulunut pois.\nMitä teen?', ...change };
}

test('a request becomes a case; the sender gets a copy and the desk the request', async () => {
  const form = caseForm({ message: 'Hei <b>!</b> 📷' });
  const { status, body } = await callFunction('support', form);
  expect(status).toBe(201);
  expect(body.reference).toMatch(/^S-\d{6,}$/);
  const copy = await waitForMail(form.email, `Tukipyyntösi ${body.reference}`);
  expect(copy.html).toContain('Hei &lt;b&gt;!&lt;/b&gt; 📷');
  const toDesk = await waitForMail(desk, body.reference);
  expect(toDesk.text).toContain(form.email);
});

test('a second click answers the same case', async () => {
  const form = caseForm();
  const [first, second] = await Promise.all([callFunction('support', form), callFunction('support', form)]);
  expect(second?.body).toEqual(first?.body);
  expect(await sql`select from public.support_cases where id = ${form.id}`).toHaveLength(1);
});

test('a signed-in member’s case belongs to the company, a stranger’s claim to it does not', async () => {
  const [company, stranger] = await Promise.all([createCompany(), createCompany()]);
  const own = caseForm({ accountId: company.accountId });
  await callFunction('support', own, { token: company.token });
  const foreign = caseForm({ accountId: company.accountId });
  await callFunction('support', foreign, { token: stranger.token });
  const anonymous = caseForm({ accountId: company.accountId });
  await callFunction('support', anonymous);
  const readAccount = async (id: string) =>
    (await sql`select account_id from public.support_cases where id = ${id}`)[0]?.account_id;
  expect(await Promise.all([own, foreign, anonymous].map(({ id }) => readAccount(id)))).toEqual([
    company.accountId,
    null,
    null,
  ]);
});

test('a wrong token is refused and nothing is stored', async () => {
  const form = caseForm();
  const { status, body } = await callFunction('support', form, { token: 'wrong' });
  expect([status, body.error.code]).toEqual([401, 'session_expired']);
  expect(await sql`select from public.support_cases where id = ${form.id}`).toEqual([]);
});

test('an empty message and an unknown topic are refused at their fields', async () => {
  const { status, body } = await callFunction('support', caseForm({ message: ' ', topic: 'weather' }));
  expect(status).toBe(422);
  expect(body.error.fields).toEqual({ message: 'required', topic: 'invalid' });
});

test('a sender is refused after ten requests in an hour', async () => {
  const sender = newAddress('sender');
  expect((await callFunction('support', caseForm(), { sender })).status).toBe(201);
  await sql`update private.quotas set hits = 10 where bucket = 'support:sender' and key_hash = sha256(convert_to(${sender}, 'UTF8'))`;
  const { status, body } = await callFunction('support', caseForm(), { sender });
  expect([status, body.error.code]).toEqual([429, 'too_many_requests']);
});
