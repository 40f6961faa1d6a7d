import { expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { findConfirmLink, readMails, waitForMail } from '../support/mailbox.ts';
import { sql } from '../support/stack.ts';
import { callFunction } from './support/call.ts';
import { accountForm, createCompany, newAddress, verifyLink } from './support/companies.ts';

test('a member gets a link that signs in to set a new password', async () => {
  const company = await createCompany();
  const answer = await callFunction('request-reset', { email: ` ${company.email.toUpperCase()} `, locale: 'fi' });
  expect([answer.status, answer.body]).toEqual([202, { status: 'check_mailbox' }]);
  const mail = await waitForMail(company.email, 'Aseta uusi CPS-salasana');
  expect(findConfirmLink(mail)).toContain('type=recovery&lang=fi');
  const { user } = await verifyLink(findConfirmLink(mail));
  expect(user.id).toBe(company.userId);
});

test('an address never confirmed gets the first mail again', async () => {
  const form = accountForm();
  await callFunction('create-account', form);
  await waitForMail(form.email, 'Vahvista');
  await callFunction('request-reset', { email: form.email, locale: 'fi' });
  await eventually(async () => ((await readMails(form.email)).length === 2 ? true : undefined));
  const mail = await waitForMail(form.email, 'Vahvista CPS-yritystilisi');
  await verifyLink(findConfirmLink(mail));
  const accounts = await sql`select company_name from public.accounts where email = ${form.email}`;
  expect(accounts).toEqual([{ company_name: form.companyName }]);
});

test('an unknown address gets the same answer and no mail', async () => {
  const company = await createCompany();
  const stranger = newAddress('nobody');
  const known = await callFunction('request-reset', { email: company.email, locale: 'fi' });
  const unknown = await callFunction('request-reset', { email: stranger, locale: 'fi' });
  expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
  await waitForMail(company.email, 'Aseta uusi');
  expect(await sql`select from private.mail_outbox where recipient = ${stranger}`).toHaveLength(0);
});

test('a sender is refused after sixty requests in an hour', async () => {
  const sender = newAddress('sender');
  const ask = () => callFunction('request-reset', { email: newAddress(), locale: 'fi' }, { sender });
  const first = await ask();
  await sql`update private.quotas set hits = 60 where bucket = 'request_reset:sender' and key_hash = sha256(convert_to(${sender}, 'UTF8'))`;
  const last = await ask();
  expect([first.status, last.status, last.body.error.code]).toEqual([202, 429, 'too_many_requests']);
});

test('a malformed address is refused at its field', async () => {
  const { status, body } = await callFunction('request-reset', { email: 'aino', locale: 'fi' });
  expect([status, body.error]).toEqual([422, { code: 'invalid_input', fields: { email: 'email' } }]);
});
