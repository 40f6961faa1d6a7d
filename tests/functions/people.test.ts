import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { readMails, waitForMail } from '../support/mailbox.ts';
import { addLegacyAccount } from '../support/old-system.ts';
import { sql } from '../support/stack.ts';
import { type Company, createCompany } from './support/companies.ts';
import { callDatabase } from './support/rpc.ts';

const addOwner = async (company: Company, person: Company) => {
  await sql`insert into public.account_members (account_id, user_id, role) values (${company.accountId}, ${person.userId}, 'owner')`;
};
const countOwners = async (company: Company) =>
  (await sql`select from public.account_members where account_id = ${company.accountId} and role = 'owner'`).length;

test('when all owners leave at once, one stays', async () => {
  const company = await createCompany();
  const others = await Promise.all([createCompany(), createCompany(), createCompany()]);
  for (const other of others) await addOwner(company, other);
  const answers = await Promise.all(
    [company, ...others].map(({ token }) => callDatabase(token, 'leave_account', { for_account: company.accountId })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 204, 204, 409]);
  expect(answers.find(({ status }) => status === 409)?.body.message).toBe('last_owner');
  expect(await countOwners(company)).toBe(1);
});

test('of two owners who remove each other at once, one stays', async () => {
  const [company, other] = await Promise.all([createCompany(), createCompany()]);
  await addOwner(company, other);
  const remove = (by: Company, person: Company) =>
    callDatabase(by.token, 'remove_colleague', { for_account: company.accountId, person: person.userId });
  const answers = await Promise.all([remove(company, other), remove(other, company)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 403]);
  expect(await countOwners(company)).toBe(1);
});

test('who was removed sees nothing in the same session, and both sides have a mail', async () => {
  const [company, other] = await Promise.all([createCompany(), createCompany()]);
  await addOwner(company, other);
  const list = () => callDatabase(other.token, 'colleagues', { for_account: company.accountId });
  expect((await list()).body).toHaveLength(2);
  await callDatabase(company.token, 'remove_colleague', { for_account: company.accountId, person: other.userId });
  expect((await list()).body).toEqual([]);
  await waitForMail(other.email, 'Et enää käytä yritystiliä');
  await waitForMail(company.email, `${other.email} ei enää käytä yritystiliä`);
  expect((await readMails(other.email)).some(({ subject }) => subject.includes('ei enää käytä'))).toBe(false);
});

test('a migration, its undoing and the next migration happen once each, however many ask at once', async () => {
  const company = await createCompany();
  const products = Array.from({ length: 30 }, (_, index) => ({
    modelCode: 'VL-85F12',
    serial: `1${String(Date.now()).slice(-6)}${String(index).padStart(2, '0')}`,
    boughtOn: '2022-05-04',
    country: 'FI',
    dealer: 'Pohjolan Kamera',
  }));
  await addLegacyAccount({ email: company.email, membershipNumber: `OLD-${randomUUID().slice(0, 8)}`, products });
  const ask = (name: string, more = {}) =>
    Promise.all(
      Array.from({ length: 5 }, () => callDatabase(company.token, name, { for_account: company.accountId, ...more })),
    );
  const readBalance = async () => {
    const [row] = await sql`
      select balance, (select coalesce(sum(points), 0)::integer from public.point_entries entry where entry.account_id = b.account_id) as sum,
        (select count(*)::integer from public.point_entries entry where entry.account_id = b.account_id and kind = 'award') as awards
      from public.point_balances b where account_id = ${company.accountId}`;
    return row;
  };

  const moves = await ask('migrate_products');
  expect(moves.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
  const first = await readBalance();
  expect(first).toEqual({ balance: 30 * 235, sum: 30 * 235, awards: 30 });
  const [made] = (await callDatabase(company.token, 'my_migrations', { for_account: company.accountId })).body;

  const undos = await ask('undo_migration', { migration: made.id });
  expect(undos.map(({ status, body }) => [status, body.left])).toEqual(Array.from({ length: 5 }, () => [200, 30]));
  expect(await readBalance()).toEqual({ balance: 0, sum: 0, awards: 30 });

  // Undoing the old one and moving again, at the same moment.
  const mixed = await Promise.all([ask('undo_migration', { migration: made.id }), ask('migrate_products')]);
  expect(mixed[1].filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await readBalance()).toEqual({ balance: 30 * 235, sum: 30 * 235, awards: 60 });
});
