import { expect, test, vi } from 'vitest';
import { skipDays } from '../support/clock.ts';
import { eventually } from '../support/eventually.ts';
import { readMails, waitForMail } from '../support/mailbox.ts';
import { sql } from '../support/stack.ts';
import { callFunction, runJobs } from './support/call.ts';
import { type Company, createCompany } from './support/companies.ts';
import { createStripe, join, type MirroredInvoice, saveCard, waitForInvoice } from './support/joining.ts';

const hour = 1 / 24;
// Weeks pass in these tests, with a run of all jobs for many of their days.
vi.setConfig({ testTimeout: 60_000 });

/** A member whose invoice is open and whose card is saved. */
async function createCardMember(number?: string): Promise<{ company: Company; invoice: MirroredInvoice }> {
  const company = await createCompany({ points: 500 });
  await saveCard(company, (await join(company)).checkoutUrl, number);
  await skipDays(1.1 * hour);
  return { company, invoice: await waitForInvoice(company, 'open') };
}

async function readCharges(company: Company) {
  const [row] = await sql<
    { id: string }[]
  >`select stripe_customer_id as id from private.stripe_customers where account_id = ${company.accountId}`;
  return (await createStripe().charges.list({ customer: row?.id ?? '' })).data;
}

const noonAfter = (invoice: MirroredInvoice, days = 0) =>
  new Date(new Date(`${invoice.due_on}T12:00:00Z`).getTime() + days * 86_400_000);

test('a saved card is charged on the due date, not before, and once', async () => {
  const { company, invoice } = await createCardMember();
  const mail = await waitForMail(company.email, `Lasku ${invoice.number}`);
  expect(mail.text).toContain('veloitetaan tallentamaltasi kortilta eräpäivänä');
  await runJobs(noonAfter(invoice, -1));
  expect(await readCharges(company)).toEqual([]);

  await Promise.all([1, 2, 3].map(() => runJobs(noonAfter(invoice))));
  const paid = await waitForInvoice(company, 'paid');
  expect(paid.amount_paid_minor).toBe(paid.total_minor);
  await runJobs(noonAfter(invoice, 5));
  const charges = await readCharges(company);
  expect(charges.map(({ amount, paid: isPaid }) => [amount, isPaid])).toEqual([[paid.total_minor, true]]);
  await waitForMail(company.email, `Lasku ${invoice.number} on maksettu`);
});

test('a declined card is tried again after 3, 5 and 7 days, and the member hears of it each time', {
  timeout: 60_000,
}, async () => {
  const { company, invoice } = await createCardMember('4000000000000341');
  const countDeclines = async () =>
    (await readMails(company.email)).filter(({ subject }) => subject.includes('Korttimaksu ei onnistunut')).length;
  const days = [0, 3, 8, 15];
  for (const [index, day] of days.entries()) {
    await runJobs(noonAfter(invoice, day));
    await eventually(async () => ((await countDeclines()) === index + 1 ? true : undefined));
  }
  await runJobs(noonAfter(invoice, 60));
  const [charge] =
    await sql`select attempts, stopped_at is not null as has_stopped from private.invoice_charges where invoice_id = ${invoice.id}`;
  expect(charge).toEqual({ attempts: 4, has_stopped: true });
  expect(await waitForInvoice(company, 'open')).toMatchObject({ amount_paid_minor: 0 });
  const [membership] = await sql`select state from public.memberships where account_id = ${company.accountId}`;
  // How far it came depends on the jobs of other tests as well; each run moves it by one step at most.
  expect(['past_due', 'grace', 'suspended']).toContain(membership?.state);
});

test('a new card after a decline is charged in the place of the old one', async () => {
  const { company, invoice } = await createCardMember('4000000000000341');
  await runJobs(noonAfter(invoice));
  await waitForMail(company.email, 'Korttimaksu ei onnistunut');
  const { body } = await callFunction(
    'invoicing',
    { action: 'save_card', accountId: company.accountId, locale: 'fi' },
    { token: company.token },
  );
  await saveCard(company, body.checkoutUrl, '5555555555554444');
  await runJobs(noonAfter(invoice, 3));
  await waitForInvoice(company, 'paid');
});

test('a card whose bank asks for the member is not tried again by itself; a mail leads to the invoice', async () => {
  const { company, invoice } = await createCardMember('4000002500003155');
  const [row] = await sql<
    { id: string }[]
  >`select default_payment_method_id as id from private.stripe_customers where account_id = ${company.accountId}`;
  expect(row?.id).toMatch(/^pm_/);
  await runJobs(noonAfter(invoice));
  const outcome = await eventually(async () => {
    const [charge] =
      await sql`select stopped_at is not null as has_stopped from private.invoice_charges where invoice_id = ${invoice.id} and stopped_at is not null`;
    return charge;
  });
  expect(outcome).toEqual({ has_stopped: true });
  const mail = await waitForMail(company.email, 'Vahvista korttimaksu');
  expect(mail.text).toMatch(/Vahvista maksu:\nhttp/);
});

test('an invoice paid by hand meanwhile is not charged', async () => {
  const { company, invoice } = await createCardMember();
  await createStripe().invoices.pay(invoice.stripe_invoice_id, { paid_out_of_band: true });
  await runJobs(noonAfter(invoice));
  await waitForInvoice(company, 'paid');
  expect(await readCharges(company)).toEqual([]);
});

test('a bank transfer is never charged to a card', async () => {
  const company = await createCompany({ points: 500 });
  await join(company, { paymentMethod: 'bank_transfer' });
  await skipDays(1.1 * hour);
  const invoice = await waitForInvoice(company, 'open');
  const mail = await waitForMail(company.email, `Lasku ${invoice.number}`);
  expect(mail.text).toContain('Maksa lasku viimeistään eräpäivänä');
  await runJobs(noonAfter(invoice, 1));
  expect(await waitForInvoice(company, 'open')).toMatchObject({ id: invoice.id });
});

test('a page to save a card is opened for the members of the company alone', async () => {
  const [company, stranger] = await Promise.all([createCompany({ points: 500 }), createCompany()]);
  const body = { action: 'save_card', accountId: company.accountId, locale: 'fi' };
  const early = await callFunction('invoicing', body, { token: company.token });
  expect([early.status, early.body.error.code]).toEqual([404, 'membership_not_found']);
  await join(company);
  const refused = await callFunction('invoicing', body, { token: stranger.token });
  expect([refused.status, refused.body.error.code]).toEqual([403, 'not_allowed']);
  const signedOut = await callFunction('invoicing', body);
  expect([signedOut.status, signedOut.body.error.code]).toEqual([401, 'session_expired']);
});

test('when Stripe opens no page for the card, the member hears it and nothing has changed', async () => {
  const company = await createCompany({ points: 500 });
  await join(company);
  // Past the guard of the table: nobody may write there what Stripe does not know.
  const setCustomer = (id: string) =>
    sql.begin(async (transaction) => {
      await transaction`set local session_replication_role = replica`;
      await transaction`update private.stripe_customers set stripe_customer_id = ${id} where account_id = ${company.accountId}`;
    });
  const read = () =>
    sql`select to_jsonb(m) as membership, to_jsonb(c) as customer from public.memberships m
      join private.stripe_customers c using (account_id) where account_id = ${company.accountId}`;
  const [known] = await read();
  await setCustomer(`cus_${company.accountId}`);
  const before = await read();
  const body = { action: 'save_card', accountId: company.accountId, locale: 'fi' };
  const answer = await callFunction('invoicing', body, { token: company.token });
  expect([answer.status, answer.body.error.code]).toEqual([503, 'payment_service_unavailable']);
  expect(await read()).toEqual(before);
  await setCustomer(known?.customer.stripe_customer_id);
});
