import { expect, test } from 'vitest';
import { sql, stackFromEnvironment } from '../support/stack.ts';
import { type Company, createCompany } from './support/companies.ts';
import { createDispute, createTestModel, registerProduct } from './support/disputes.ts';

/** Calls a database function as a member's browser does. */
async function call(name: string, { token }: Company, parameters: object) {
  const { addresses, keys } = stackFromEnvironment();
  const answer = await fetch(`${addresses.api}/rest/v1/rpc/${name}`, {
    method: 'POST',
    headers: { apikey: keys.publishable, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : null };
}

const purchase = { purchased_on: '2026-11-01', purchase_country: 'FI', dealer_name: 'Kuvakulma Helsinki' };
const accept = (buyer: Company, token: string) =>
  call('accept_release', buyer, { token, for_account: buyer.accountId, ...purchase });

const countHolders = async (modelId: string) =>
  (await sql`select from public.products where model_id = ${modelId} and claim = 'held'`).length;

async function expectTrueBalances(companies: Company[]): Promise<void> {
  const ids = companies.map(({ accountId }) => accountId);
  const wrong = await sql`
    select from public.point_balances where account_id = any (${ids})
      and balance <> (select coalesce(sum(points), 0) from public.point_entries entry where entry.account_id = point_balances.account_id)`;
  expect(wrong).toHaveLength(0);
}

test('of many who accept one link at the same moment one gets the product', async () => {
  const companies = await Promise.all([createCompany(), createCompany(), createCompany()]);
  const [seller, first, second] = companies;
  const model = await createTestModel();
  const product = await registerProduct(seller, model, '1234567');
  const { body } = await call('release_product', seller, { product_id: product });
  const answers = await Promise.all([first, second, first, second, first].map((buyer) => accept(buyer, body.token)));
  const won = answers.filter(({ status }) => status === 200);
  expect(new Set(won.map((answer) => answer.body.product_id)).size).toBe(1);
  for (const { status, body: refusal } of answers) {
    if (status !== 200) expect([status, refusal.message]).toEqual([404, 'release_invalid']);
  }
  expect(await countHolders(model)).toBe(1);
  expect(await sql`select from private.transfers where from_product = ${product}`).toHaveLength(1);
  expect(await sql`select from public.point_entries where model_id = ${model}`).toHaveLength(3);
  await expectTrueBalances(companies);
});

test('a link that is withdrawn while it is accepted either brings the product or does not, never half', async () => {
  const companies = await Promise.all([createCompany(), createCompany()]);
  const [seller, buyer] = companies;
  const model = await createTestModel();
  for (const serial of ['1000001', '1000002', '1000003']) {
    const product = await registerProduct(seller, model, serial);
    const { body } = await call('release_product', seller, { product_id: product });
    const [accepted] = await Promise.all([
      accept(buyer, body.token),
      call('withdraw_release', seller, { product_id: product }),
    ]);
    const [row] = await sql`select state from public.products where id = ${product}`;
    expect(row?.state).toBe(accepted.status === 200 ? 'sold' : 'in_use');
  }
  expect(await countHolders(model)).toBe(3);
  await expectTrueBalances(companies);
});

test('two companies that hand products to each other at the same moment do not wait for each other', async () => {
  const companies = await Promise.all([createCompany(), createCompany()]);
  const [one, two] = companies;
  const model = await createTestModel();
  const links = await Promise.all(
    ['1', '2', '3', '4', '5', '6'].map(async (digit, place) => {
      const [seller, buyer] = place % 2 === 0 ? [one, two] : [two, one];
      const product = await registerProduct(seller, model, `200000${digit}`);
      return { buyer, token: (await call('release_product', seller, { product_id: product })).body.token };
    }),
  );
  const answers = await Promise.all(links.map(({ buyer, token }) => accept(buyer, token)));
  expect(answers.map(({ status }) => status)).toEqual(links.map(() => 200));
  expect(await countHolders(model)).toBe(6);
  await expectTrueBalances(companies);
});

test('a dispute decided twice at the same moment is decided once', async () => {
  const { holder, claimant, two } = await createDispute();
  await sql`insert into support.staff (email, name) values ('desk.twice@cps.example', 'Saara') on conflict do nothing`;
  const decide = () =>
    sql`select support.resolve_dispute(${two}, 'claimant', 'Receipt of 2019 seen', 'desk.twice@cps.example')`;
  await Promise.all([decide(), decide()]);
  const entries = await sql`
    select account_id, kind from public.point_entries where account_id in (${holder.accountId}, ${claimant.accountId}) order by entry_number`;
  expect(entries.map(({ kind }) => kind)).toEqual(['award', 'reversal', 'award']);
  expect(
    await sql`
    select from private.mail_outbox where kind = 'dispute_decided' and account_id in (${holder.accountId}, ${claimant.accountId})`,
  ).toHaveLength(2);
  await expectTrueBalances([holder, claimant]);
});
