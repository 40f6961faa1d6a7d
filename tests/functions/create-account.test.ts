import { describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { findCode, findConfirmLink, readMails, waitForMail } from '../support/mailbox.ts';
import { sql, stackFromEnvironment } from '../support/stack.ts';
import { callFunction } from './support/call.ts';
import { accountForm, createCompany, verifyLink } from './support/companies.ts';

const countRequests = async (email: string) =>
  (await sql`select from private.account_requests where email = ${email}`).length;

describe('a new company account', () => {
  test('gets one mail in its language, whose link opens the account with its owner', async () => {
    const form = accountForm({ companyName: 'Äiti & Poika "Foto" <Oy>' });
    const answer = await callFunction('create-account', form);
    expect([answer.status, answer.body]).toEqual([202, { status: 'check_mailbox' }]);
    const mail = await waitForMail(form.email, 'Vahvista CPS-yritystilisi');
    expect(mail.from[0]?.address).toBe('donotreply@valokeila.example');
    expect(findCode(mail)).toMatch(/^\d{6}$/);
    expect(mail.html).toContain('Äiti &amp; Poika &quot;Foto&quot; &lt;Oy&gt;');
    expect(findConfirmLink(mail)).toContain(`${stackFromEnvironment().addresses.site}/auth/confirm/#token_hash=`);
    const { user } = await verifyLink(findConfirmLink(mail));
    const rows = await sql`select account.company_name, account.locale, member.role, member.user_id
      from public.accounts account join public.account_members member on member.account_id = account.id where account.email = ${form.email}`;
    expect(rows).toEqual([{ company_name: form.companyName, locale: 'fi', role: 'owner', user_id: user.id }]);
    expect(await readMails(form.email)).toHaveLength(1);
  });

  test('gets its mail in English when the form was English', async () => {
    const form = accountForm({ locale: 'en' });
    await callFunction('create-account', form);
    await waitForMail(form.email, 'Confirm your CPS company account');
  });

  test('gets its mail in English when its language has no mails yet', async () => {
    const form = accountForm({ locale: 'hu' });
    await callFunction('create-account', form);
    await waitForMail(form.email, 'Confirm your CPS company account');
  });

  test('used link is refused a second time', async () => {
    const form = accountForm();
    await callFunction('create-account', form);
    const link = findConfirmLink(await waitForMail(form.email, 'Vahvista'));
    await verifyLink(link);
    await expect(verifyLink(link)).rejects.toThrow('refused');
  });
});

describe('the answer', () => {
  test('is the same for an unknown, an unconfirmed and a confirmed address', async () => {
    const unconfirmed = accountForm();
    await callFunction('create-account', unconfirmed);
    await waitForMail(unconfirmed.email, 'Vahvista');
    const company = await createCompany();
    const answers = await Promise.all(
      [accountForm(), unconfirmed, accountForm({ email: company.email })].map((form) =>
        callFunction('create-account', form),
      ),
    );
    // These two belong to the connection, not to the answer.
    const ours = (headers: Headers) =>
      [...headers.keys()].filter((name) => !['connection', 'keep-alive'].includes(name));
    const visible = answers.map(({ status, body, headers }) => ({ status, body, headers: ours(headers) }));
    expect(visible[1]).toEqual(visible[0]);
    expect(visible[2]).toEqual(visible[0]);
  });

  test('for a confirmed address tells its owner by one mail and stores nothing', async () => {
    const company = await createCompany();
    await callFunction('create-account', accountForm({ email: company.email, companyName: 'Varas Oy' }));
    await callFunction('create-account', accountForm({ email: company.email.toUpperCase(), companyName: 'Varas Oy' }));
    const mail = await waitForMail(company.email, 'Sinulla on jo CPS-yritystili');
    expect(mail.text).not.toContain('Varas');
    expect(await countRequests(company.email)).toBe(0);
    const queued =
      await sql`select from private.mail_outbox where recipient = ${company.email} and kind = 'account_exists'`;
    expect(queued).toHaveLength(1);
  });
});

describe('a form with mistakes', () => {
  test('names every field and stores nothing', async () => {
    const form = accountForm({
      companyName: ' ',
      businessId: '1234567-8',
      email: 'aino@',
      acceptsTerms: false,
      country: 'XX',
    });
    const { status, body } = await callFunction('create-account', form);
    expect(status).toBe(422);
    expect(body.error.code).toBe('invalid_input');
    expect(body.error.fields).toMatchObject({ companyName: 'required', email: 'email', acceptsTerms: 'required' });
    expect(Object.keys(body.error.fields)).toContain('country');
    expect(await countRequests('aino@')).toBe(0);
  });

  test.each([
    ['script tags in an address', { email: '<script>@kuvaamo.example' }],
    ['a line break in a name', { contactName: 'Aino\nBcc: all@example.com' }],
    ['a name that is too long', { companyName: 'x'.repeat(201) }],
    ['a language nobody speaks here', { locale: 'xx' }],
  ])('is refused for %s', async (_name, change) => {
    const { status, body } = await callFunction('create-account', accountForm(change));
    expect([status, body.error.code]).toEqual([422, 'invalid_input']);
  });

  test('is taken with emoji in names', async () => {
    const form = accountForm({ companyName: '📷 Kuvaamo' });
    expect((await callFunction('create-account', form)).status).toBe(202);
    await eventually(async () => ((await countRequests(form.email)) === 1 ? true : undefined));
  });
});

describe('the door', () => {
  test('closes after five forms for one address in an hour', async () => {
    const form = accountForm();
    const statuses: number[] = [];
    for (let use = 0; use < 6; use += 1) statuses.push((await callFunction('create-account', form)).status);
    expect(statuses.slice(0, 5)).toEqual([202, 202, 202, 202, 202]);
    // A new hour may begin between the calls.
    expect(statuses[5] === 429 || new Date().getMinutes() === 0).toBe(true);
  });

  test('refuses a body that is no JSON, one that is too large, and other methods', async () => {
    const broken = await callFunction('create-account', '{"companyName":');
    expect([broken.status, broken.body.error.code]).toEqual([422, 'invalid_input']);
    const large = await callFunction('create-account', JSON.stringify({ companyName: 'x'.repeat(70_000) }));
    expect([large.status, large.body.error.code]).toEqual([413, 'payload_too_large']);
    const get = await callFunction('create-account', undefined, { method: 'GET' });
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('lets pages of the site read answers and no others', async () => {
    const { site } = stackFromEnvironment().addresses;
    const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' };
    const { status, headers: answered } = await callFunction('create-account', undefined, {
      method: 'OPTIONS',
      headers,
    });
    expect(status).toBe(204);
    expect(answered.get('access-control-allow-origin')).toBe(site);
    expect(answered.get('access-control-allow-headers')).toBe('authorization, apikey, content-type, x-client-info');
  });
});
