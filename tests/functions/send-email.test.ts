import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { waitForMail } from '../support/mailbox.ts';
import { sql, stackFromEnvironment } from '../support/stack.ts';
import { callFunction } from './support/call.ts';
import { createCompany, newAddress } from './support/companies.ts';

function hookBody(email: string, change: Record<string, string> = {}) {
  const token = { token: '123456', token_hash: randomUUID(), token_new: '', token_hash_new: '' };
  return { user: { email }, email_data: { ...token, email_action_type: 'recovery', ...change } };
}

function sign(text: string, { secret = readSecret(), at = new Date() } = {}) {
  const id = randomUUID();
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, text),
  };
}

const readSecret = () => (stackFromEnvironment().environment.SEND_EMAIL_HOOK_SECRET ?? '').replace(/^v1,/, '');
const countMails = async (address: string) =>
  (await sql`select from private.mail_outbox where recipient = ${address}`).length;

test('a signed hook writes the mail into the outbox and answers at once', async () => {
  const address = newAddress();
  const text = JSON.stringify(hookBody(address));
  const { status, body } = await callFunction('send-email', text, { headers: sign(text) });
  expect([status, body]).toEqual([200, {}]);
  expect(await countMails(address)).toBe(1);
  await waitForMail(address, 'Set a new CPS password');
});

test.each([
  ['a wrong signature', (text: string) => sign(text, { secret: `whsec_${btoa('another secret of some length')}` })],
  ['a signature for another body', () => sign('{}')],
  ['a signature of ten minutes ago', (text: string) => sign(text, { at: new Date(Date.now() - 600_000) })],
  ['no signature', () => ({})],
])('a hook with %s is refused and nothing is stored', async (_name, headersFor) => {
  const address = newAddress();
  const text = JSON.stringify(hookBody(address));
  const { status, body } = await callFunction('send-email', text, { headers: headersFor(text) });
  expect([status, body.error.code]).toEqual([401, 'not_allowed']);
  expect(await countMails(address)).toBe(0);
});

test('a hook that is repeated mails once', async () => {
  const address = newAddress();
  const text = JSON.stringify(hookBody(address));
  await callFunction('send-email', text, { headers: sign(text) });
  await callFunction('send-email', text, { headers: sign(text) });
  expect(await countMails(address)).toBe(1);
});

test('a changed address is confirmed at both addresses, each with its own code', async () => {
  const company = await createCompany();
  const next = newAddress('uusi');
  const body = hookBody(company.email, {
    email_action_type: 'email_change',
    token_new: '654321',
    token_hash_new: randomUUID(),
  });
  const text = JSON.stringify({ ...body, user: { email: company.email, new_email: next } });
  expect((await callFunction('send-email', text, { headers: sign(text) })).status).toBe(200);
  const [toOld, toNew] = await Promise.all(
    [company.email, next].map((address) => waitForMail(address, 'uusi sähköpostiosoite')),
  );
  expect(toOld?.text).toContain('123456');
  expect(toOld?.text).toContain(body.email_data.token_hash_new);
  expect(toNew?.text).toContain('654321');
  expect(toNew?.text).toContain(body.email_data.token_hash);
});

test('a hook for an action without a mail is refused', async () => {
  const text = JSON.stringify(hookBody(newAddress(), { email_action_type: 'horoscope' }));
  const { status, body } = await callFunction('send-email', text, { headers: sign(text) });
  expect([status, body.error.code]).toEqual([422, 'invalid_input']);
});
