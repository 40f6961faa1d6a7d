import { expect, test } from 'vitest';
import { skipDays } from '../support/clock.ts';
import { eventually } from '../support/eventually.ts';
import { waitForMail } from '../support/mailbox.ts';
import { sql } from '../support/stack.ts';
import { runJobs } from './support/call.ts';
import type { Company } from './support/companies.ts';
import { createBilledMember, readCustomer, readInvoices } from './support/invoices.ts';
import { createStripe, waitForInvoice } from './support/joining.ts';

const readMoney = (company: Company) =>
  sql`select currency, amount_minor from public.waiting_money where account_id = ${company.accountId}`;

/** Money of a company arrives at Stripe's bank. */
async function transfer(company: Company, amount: number, currency = 'eur') {
  const customer = await readCustomer(company);
  return createStripe().testHelpers.customers.fundCashBalance(customer, { amount, currency });
}

/** The moment of the payment double's clock, moved on by some minutes. */
async function laterAtStripe(company: Company, minutes: number): Promise<Date> {
  const { data } = await createStripe().customers.listCashBalanceTransactions(await readCustomer(company));
  return new Date((data[0]?.created ?? 0) * 1000 + minutes * 60_000);
}

test.each([
  ['EUR', 'FI', /^DE\d{2}TEST\d+$/],
  ['GBP', 'GB', undefined],
])('an open invoice in %s brings the account to pay into, once', async (currency, country, iban) => {
  const { company } = await createBilledMember({ country });
  const accounts = await eventually(async () => {
    await runJobs();
    const rows = await sql`select * from public.bank_accounts where account_id = ${company.accountId}`;
    return rows.length > 0 ? rows : undefined;
  });
  expect(accounts).toMatchObject([{ currency }]);
  if (iban) expect(accounts[0]?.iban).toMatch(iban);
  else expect(accounts[0]).toMatchObject({ iban: null, sort_code: '108800' });
  const calls =
    await sql`select from private.stripe_calls where account_id = ${company.accountId} and kind = 'open_bank_account'`;
  expect(calls).toHaveLength(1);
});

test('a currency without such accounts asks for none', async () => {
  const { company } = await createBilledMember({ country: 'SE', billing: { country: 'SE', postal_code: '111 22' } });
  await runJobs();
  const calls =
    await sql`select from private.stripe_calls where account_id = ${company.accountId} and kind = 'open_bank_account'`;
  expect(calls).toHaveLength(0);
});

test('part of the sum waits, is told once to the company and to the desk, and the rest pays the invoice', async () => {
  const { company, invoice } = await createBilledMember();
  await transfer(company, 5000);
  await eventually(async () => ((await readMoney(company)).length > 0 ? true : undefined));
  expect(await readMoney(company)).toEqual([{ currency: 'EUR', amount_minor: 5000 }]);
  const soon = await laterAtStripe(company, 11);
  await Promise.all([1, 2].map(() => runJobs(soon)));
  await runJobs(soon);
  await waitForMail(company.email, 'Saimme pankkisiirron 50,00');
  const cases =
    await sql`select from public.support_cases where account_id = ${company.accountId} and topic = 'payment'`;
  expect(cases).toHaveLength(1);
  await transfer(company, invoice.total_minor - 5000);
  await waitForInvoice(company, 'paid');
  await eventually(async () => {
    const [money] = await readMoney(company);
    return money?.amount_minor === 0 ? true : undefined;
  });
});

test('money that comes long after Stripe stopped matching still pays its invoice', async () => {
  const { company, invoice } = await createBilledMember();
  await skipDays(65);
  await transfer(company, invoice.total_minor);
  expect((await createStripe().invoices.retrieve(invoice.stripe_invoice_id)).status).toBe('open');
  await eventually(async () => ((await readMoney(company)).length > 0 ? true : undefined));
  await runJobs(await laterAtStripe(company, 11));
  await eventually(async () => {
    await runJobs();
    return (await readInvoices(company))[0]?.status === 'paid' ? true : undefined;
  });
  expect(await sql`select from public.support_cases where account_id = ${company.accountId}`).toHaveLength(0);
});

test('more than was owed waits and goes to the desk', async () => {
  const { company, invoice } = await createBilledMember();
  await transfer(company, invoice.total_minor + 700);
  await waitForInvoice(company, 'paid');
  await eventually(async () => ((await readMoney(company))[0]?.amount_minor === 700 ? true : undefined));
  await runJobs(await laterAtStripe(company, 11));
  const cases = await sql`select message from public.support_cases where account_id = ${company.accountId}`;
  expect(cases).toHaveLength(1);
  expect(cases[0]?.message).toContain('no open invoice');
});
