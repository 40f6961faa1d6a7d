import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { findCode, findConfirmLink, readMails, waitForMail } from '../support/mailbox.ts';
import { createMember } from '../support/members.ts';
import { sql, stackFromEnvironment } from '../support/stack.ts';
import { runJobs } from './support/call.ts';
import { createCompany, newAddress, verifyLink } from './support/companies.ts';

const veera = `veera.${randomUUID().slice(0, 8)}@desk.example`;
const onni = `onni.${randomUUID().slice(0, 8)}@desk.example`;

beforeAll(async () => {
  await sql`insert into support.staff (email, name) values (${veera}, 'Veera Aho'), (${onni}, 'Onni Laine')`;
});

/** Calls a function of the desk as the SQL editor does and answers its sentence. */
async function ask(query: ReturnType<typeof sql<{ said: string }[]>>): Promise<string> {
  const [row] = await query;
  return row?.said ?? '';
}

/** The request that waits, with the code from the second person's own mailbox. */
async function readRequest(said: string) {
  const request = Number(said.match(/Request (\d+)/)?.[1]);
  await runJobs();
  const mail = await waitForMail(onni, `request ${request}`);
  return { request, code: findCode(mail), mail };
}

async function readBalance(accountId: string): Promise<number> {
  const [row] = await sql<
    { balance: number }[]
  >`select balance from public.point_balances where account_id = ${accountId}`;
  return row?.balance ?? 0;
}

test('many points are booked once the second person types the code from his own mailbox, and only once', async () => {
  const company = await createCompany();
  const said = await ask(
    sql`select support.adjust_points(${company.accountId}, 700, 'Prize of the trade fair', ${veera}, ${onni}) as said`,
  );
  const { request, code, mail } = await readRequest(said);
  expect(mail.text).toContain('Prize of the trade fair');
  expect(mail.text).toContain('+700 points');
  expect(await readBalance(company.accountId)).toBe(0);
  // Ten at once: a double click, a colleague's window, a retry.
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => ask(sql`select support.confirm(${request}, ${code}, ${onni}) as said`)),
  );
  expect(answers.filter((answer) => answer.startsWith('+700'))).toHaveLength(1);
  expect(answers.filter((answer) => answer.startsWith('Done already'))).toHaveLength(9);
  expect(await readBalance(company.accountId)).toBe(700);
  await runJobs();
  await waitForMail(company.email, /Kutsu/);
  const [kept] =
    await sql`select data ? 'code' as has_code from private.mail_outbox where recipient = ${onni} order by created_at desc limit 1`;
  expect(kept).toEqual({ has_code: false });
});

test('a company whose mailbox is gone is handed over by the usual mail to the new address', async () => {
  const lost = await createMember({ companyName: 'Kadonnut Kuvaamo' });
  const newcomer = newAddress('uusi');
  const said = await ask(
    sql`select support.recover_account(${lost.accountId}, ${lost.email}, ${newcomer}, 'Mailbox is gone, checked by telephone', ${veera}, ${onni}) as said`,
  );
  const { request, code } = await readRequest(said);
  expect(await ask(sql`select support.confirm(${request}, ${code}, ${onni}) as said`)).toContain('gets the usual mail');

  expect((await readCompanies(lost.token)).length).toBe(0);
  expect((await signIn(lost.email, lost.password)).ok).toBe(false);
  await runJobs();
  const mail = await waitForMail(newcomer, /./);
  expect(mail.text).toContain('Kadonnut Kuvaamo');
  const { access_token: token, user } = await verifyLink(findConfirmLink(mail));
  const people = await sql`select user_id, role from public.account_members where account_id = ${lost.accountId}`;
  expect([...people]).toEqual([{ user_id: user.id, role: 'owner' }]);
  expect(await readCompanies(token)).toMatchObject([{ account_id: lost.accountId, email: newcomer, role: 'owner' }]);
  await runJobs();
  await waitForMail(lost.email, 'pääkäyttäjä on vaihtunut');
  await waitForMail(newcomer, 'pääkäyttäjä on vaihtunut').catch(() => undefined);
});

test('two merges in opposite directions at once: one is done, one is refused, and no point is lost', async () => {
  const [first, second] = await Promise.all([createCompany(), createCompany()]);
  for (const { accountId } of [first, second]) {
    await sql`select support.adjust_points(${accountId}, 100, 'Points for a test', ${veera})`;
  }
  const requests: { request: number; code: string }[] = [];
  for (const [from, into] of [
    [first, second],
    [second, first],
  ] as const) {
    const said = await ask(
      sql`select support.merge_accounts(${from.accountId}, ${into.accountId}, 'Two accounts of one company', ${veera}, ${onni}) as said`,
    );
    requests.push(await readRequest(said));
  }
  const results = await Promise.allSettled(
    requests.map(({ request, code }) => ask(sql`select support.confirm(${request}, ${code}, ${onni}) as said`)),
  );
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const balances = [await readBalance(first.accountId), await readBalance(second.accountId)];
  expect(balances.sort()).toEqual([0, 200]);
});

test('what was told to a company is mailed to each of its people once', async () => {
  const company = await createCompany();
  await sql`select support.close_account(${company.accountId}, 'Company has ceased', ${veera})`;
  await runJobs();
  await waitForMail(company.email, 'Yritystilisi on suljettu');
  await runJobs();
  const told = await eventually(async () => {
    const mails = (await readMails(company.email)).filter(({ subject }) => subject.includes('suljettu'));
    return mails.length > 0 ? mails : undefined;
  });
  expect(told).toHaveLength(1);
});

async function readCompanies(token: string): Promise<unknown[]> {
  const { addresses, keys } = stackFromEnvironment();
  const answer = await fetch(`${addresses.api}/rest/v1/account_overview?select=account_id,email,role`, {
    headers: { apikey: keys.publishable, authorization: `Bearer ${token}` },
  });
  const body: unknown = await answer.json();
  return Array.isArray(body) ? body : [];
}

function signIn(email: string, password: string): Promise<Response> {
  const { addresses, keys } = stackFromEnvironment();
  return fetch(`${addresses.api}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: keys.publishable, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
}
