import { describe, expect, test } from 'vitest';
import { findCode, findConfirmLink, findInviteLink, readMails, waitForMail } from '../support/mailbox.ts';
import { sql, stackFromEnvironment } from '../support/stack.ts';
import { callFunction } from './support/call.ts';
import { type Company, createCompany, newAddress, verifyLink } from './support/companies.ts';
import { callDatabase } from './support/rpc.ts';

const invite = (company: Company, address: string, role = 'products', language = 'fi') =>
  callDatabase(company.token, 'invite_colleague', {
    for_account: company.accountId,
    address,
    as_role: role,
    language,
  });
const readRoles = (company: Company) =>
  sql`select person.email, member.role from public.account_members member join auth.users person on person.id = member.user_id
    where member.account_id = ${company.accountId} order by member.created_at`;
const ask = (action: 'look' | 'begin', proof: object, options = {}) =>
  callFunction('invites', { action, locale: 'fi', ...proof }, options);

describe('a colleague without an account', () => {
  test('comes in by the invitation and a link to his own mailbox, and opens no company', async () => {
    const company = await createCompany();
    const address = newAddress('eero');
    expect((await invite(company, ` ${address.toUpperCase()} `)).status).toBe(200);
    const mail = await waitForMail(address, 'Kutsu: yritystili Kuvaamo Äyräpää Oy');
    const { link, token } = findInviteLink(mail);
    expect(link).toContain(`${stackFromEnvironment().addresses.site}/fi/invite/`);
    expect(mail.text).toContain(company.email);

    const looked = await ask('look', { token });
    expect([looked.status, looked.body]).toEqual([
      200,
      expect.objectContaining({
        companyName: 'Kuvaamo Äyräpää Oy',
        role: 'products',
        email: address,
        state: 'open',
      }),
    ]);
    const byCode = await ask('look', { email: address, code: findCode(mail) });
    expect(byCode.body).toEqual(looked.body);
    expect(await readRoles(company)).toHaveLength(1);

    const begun = await ask('begin', { token });
    expect([begun.status, begun.body]).toEqual([202, { status: 'check_mailbox' }]);
    const confirmation = await waitForMail(address, 'Vahvista osoitteesi ja aseta CPS-salasana');
    expect(confirmation.text).toContain('Kuvaamo Äyräpää Oy');
    await verifyLink(findConfirmLink(confirmation));
    expect(await readRoles(company)).toEqual([
      { email: company.email, role: 'owner' },
      { email: address, role: 'products' },
    ]);
    expect(await sql`select from public.accounts where email = ${address}`).toHaveLength(0);
    await waitForMail(company.email, `${address} liittyi yritystilille`);
  });

  test('who asks twice, or by the code, comes in as well', async () => {
    const company = await createCompany();
    const address = newAddress('eero');
    await invite(company, address, 'viewer', 'en');
    const mail = await waitForMail(address, 'Invitation: company account');
    const code = findCode(mail);
    await ask('begin', { email: address, code });
    await waitForMail(address, 'Confirm your address');
    await sql`update auth.users set confirmation_sent_at = now() - interval '2 minutes' where email = ${address}`;
    expect((await ask('begin', { email: address, code: `${code.slice(0, 3)} ${code.slice(3)}` })).status).toBe(202);
    const second = await waitForMail(address, 'Confirm your address');
    await verifyLink(findConfirmLink(second));
    expect(await readRoles(company)).toHaveLength(2);
  });
});

describe('a colleague with an account', () => {
  test('is answered and mailed as one without (R17), signs in and accepts once, however often he clicks', async () => {
    const [company, other] = await Promise.all([createCompany(), createCompany()]);
    const stranger = newAddress('uusi');
    const answers = await Promise.all([invite(company, other.email), invite(company, stranger)]);
    expect(answers.map(({ status, body }) => [status, Object.keys(body)])).toEqual([
      [200, ['id', 'role', 'email', 'expires_at']],
      [200, ['id', 'role', 'email', 'expires_at']],
    ]);
    const [known, unknown] = await Promise.all(
      [other.email, stranger].map((address) => waitForMail(address, 'Kutsu: yritystili')),
    );
    const tokens = [known, unknown].map((mail) => findInviteLink(mail as NonNullable<typeof mail>).token);
    const begun = await Promise.all(tokens.map((token) => ask('begin', { token })));
    expect(begun.map(({ status, body }) => [status, body])).toEqual([
      [202, { status: 'check_mailbox' }],
      [202, { status: 'check_mailbox' }],
    ]);
    await waitForMail(other.email, 'Aseta uusi CPS-salasana');

    const list = await callDatabase(other.token, 'my_invites', {});
    expect(list.body).toHaveLength(1);
    const clicks = await Promise.all(
      Array.from({ length: 6 }, () => callDatabase(other.token, 'accept_invite', { invite_id: list.body[0].id })),
    );
    expect(clicks.map(({ status, body }) => [status, body])).toEqual(
      Array.from({ length: 6 }, () => [200, company.accountId]),
    );
    expect(await readRoles(company)).toEqual([
      { email: company.email, role: 'owner' },
      { email: other.email, role: 'products' },
    ]);
    await waitForMail(company.email, `${other.email} liittyi`);
    expect((await readMails(company.email)).filter(({ subject }) => subject.includes('liittyi'))).toHaveLength(1);
  });

  test('who is somebody else than the invited one is refused, and nothing changes', async () => {
    const [company, other] = await Promise.all([createCompany(), createCompany()]);
    const { body } = await invite(company, newAddress('eero'));
    const answer = await callDatabase(other.token, 'accept_invite', { invite_id: body.id });
    expect([answer.status, answer.body.message]).toEqual([410, 'invite_gone']);
    expect(await readRoles(company)).toHaveLength(1);
  });
});

test.each([
  ['a wrong link', { token: 'a'.repeat(64) }],
  ['an address nobody invited', { email: 'nobody@kuvaamo.example', code: '123456' }],
])('%s shows and starts nothing', async (_name, proof) => {
  for (const action of ['look', 'begin'] as const) {
    const { status, body } = await ask(action, proof);
    expect([status, body.error.code]).toEqual([403, 'link_invalid']);
  }
});

test.each([
  ['no proof', {}],
  ['half a token', { token: 'abc' }],
  ['no code', { email: 'aino@kuvaamo.example' }],
])('%s is no request', async (_name, proof) => {
  const { status, body } = await ask('look', proof);
  expect([status, body.error.code]).toEqual([422, 'invalid_input']);
});

test('a withdrawn invitation says so and starts nothing', async () => {
  const company = await createCompany();
  const address = newAddress('eero');
  const { body } = await invite(company, address);
  const { token } = findInviteLink(await waitForMail(address, 'Kutsu'));
  await callDatabase(company.token, 'withdraw_invite', { invite_id: body.id });
  expect((await ask('look', { token })).body.state).toBe('withdrawn');
  expect((await ask('begin', { token })).status).toBe(403);
  expect(await readMails(address)).toHaveLength(1);
});

test('a sender who tries too often is told to wait', async () => {
  const options = { sender: newAddress('sender') };
  await sql`insert into private.quotas (bucket, key_hash, window_start, hits)
    values ('invites:sender', sha256(convert_to(${options.sender}, 'UTF8')), to_timestamp(floor(extract(epoch from now()) / 3600) * 3600), 120)`;
  const { status, body } = await ask('look', { token: 'a'.repeat(64) }, options);
  expect([status, body.error.code]).toEqual([429, 'too_many_requests']);
});
