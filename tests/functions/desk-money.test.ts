import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { skipDays } from '../support/clock.ts';
import { eventually } from '../support/eventually.ts';
import { waitForMail } from '../support/mailbox.ts';
import { sql, stackFromEnvironment } from '../support/stack.ts';
import { runJobs } from './support/call.ts';
import { type Company, createCompany } from './support/companies.ts';
import { createStripe, join, type MirroredInvoice, saveCard, waitForInvoice } from './support/joining.ts';
import { callDatabase } from './support/rpc.ts';

const veera = `veera.${randomUUID().slice(0, 8)}@desk.example`;
const hour = 1 / 24;

beforeAll(async () => {
  await sql`insert into support.staff (email, name) values (${veera}, 'Veera Aho')`;
});

/** A member with an open invoice; with a card's number, of a card member. */
async function createMemberWithInvoice(card?: string): Promise<{ company: Company; invoice: MirroredInvoice }> {
  const company = await createCompany({ points: 500 });
  const paymentMethod = card ? 'card' : 'bank_transfer';
  const { checkoutUrl } = await join(company, { paymentMethod });
  if (card) await saveCard(company, checkoutUrl, card);
  await skipDays(1.1 * hour);
  return { company, invoice: await waitForInvoice(company, 'open') };
}

const noonAfter = (invoice: MirroredInvoice, days = 0) =>
  new Date(new Date(`${invoice.due_on}T12:00:00Z`).getTime() + days * 86_400_000);

async function markPaid(invoice: MirroredInvoice): Promise<void> {
  await sql`select support.mark_invoice_paid(${invoice.id}, ${invoice.total_minor / 100}, 'Statement 5, line 3', ${veera})`;
}

test('money on our own account settles the invoice at Stripe and here, and the receipt goes out', async () => {
  await sql`update support.money_limits set alone_minor = 1000000 where currency = 'EUR'`;
  const { company, invoice } = await createMemberWithInvoice();
  await markPaid(invoice);
  await runJobs();
  const paid = await waitForInvoice(company, 'paid');
  expect(paid.amount_paid_minor).toBe(paid.total_minor);
  const atStripe = await createStripe().invoices.retrieve(invoice.stripe_invoice_id);
  expect([atStripe.status, atStripe.amount_remaining]).toEqual(['paid', 0]);
  await waitForMail(company.email, `Lasku ${invoice.number} on maksettu`);
  await expect(markPaid(invoice)).rejects.toThrow('invoice_not_open');
});

test('an invoice the member paid in the meantime is told as paid already, and nothing is taken twice', async () => {
  const { company, invoice } = await createMemberWithInvoice();
  await markPaid(invoice);
  const stripe = createStripe();
  await stripe.invoices.pay(invoice.stripe_invoice_id, { paid_out_of_band: true });
  await runJobs();
  const call = await eventually(async () => {
    const [row] = await sql<{ result: unknown }[]>`
      select result from private.stripe_calls where invoice_id = ${invoice.id} and kind = 'mark_paid' and done_at is not null`;
    return row;
  });
  expect(call.result).toEqual({ status: 'paid', was_paid_already: true });
  expect((await waitForInvoice(company, 'paid')).amount_paid_minor).toBe(invoice.total_minor);
  const cases = await sql`select message from public.support_cases where account_id = ${company.accountId}`;
  expect(cases).toMatchObject([{ message: expect.stringContaining(`Invoice ${invoice.number} was paid twice`) }]);
});

test('an invoice is voided at Stripe after the membership has ended', async () => {
  const { company, invoice } = await createMemberWithInvoice();
  await sql`select support.end_membership(${company.accountId}, 'Company has ceased', ${veera})`;
  await sql`select support.void_invoice(${invoice.id}, 'Company has ceased', ${veera})`;
  await runJobs();
  await eventually(async () => {
    const [row] = await sql`select from public.invoices where id = ${invoice.id} and status = 'void'`;
    return row;
  });
  expect((await createStripe().invoices.retrieve(invoice.stripe_invoice_id)).status).toBe('void');
});

test('a stopped card is not charged on the due date; when the desk resumes, it is charged once', async () => {
  const { company, invoice } = await createMemberWithInvoice('4242424242424242');
  await sql`select support.stop_charging(${company.accountId}, 'Says charged twice', ${veera})`;
  await runJobs(noonAfter(invoice));
  await runJobs(noonAfter(invoice, 4));
  expect(await waitForInvoice(company, 'open')).toMatchObject({ amount_paid_minor: 0 });
  await sql`select support.resume_charging(${company.accountId}, 'It was one charge', ${veera})`;
  await Promise.all([1, 2].map(() => runJobs(noonAfter(invoice, 5))));
  await runJobs(noonAfter(invoice, 5));
  const paid = await waitForInvoice(company, 'paid');
  expect(paid.amount_paid_minor).toBe(paid.total_minor);
});

test('more time moves the charge: not on the first due date, once on the later one', async () => {
  const { company, invoice } = await createMemberWithInvoice('4242424242424242');
  await sql`select support.extend_due_date(${invoice.id}, ${invoice.due_on}::date + 10, 'Asked by telephone', ${veera})`;
  await runJobs();
  await waitForMail(company.email, 'eräpäivää on siirretty');
  await runJobs(noonAfter(invoice, 5));
  expect(await waitForInvoice(company, 'open')).toMatchObject({ amount_paid_minor: 0 });
  await runJobs(noonAfter(invoice, 10));
  await waitForInvoice(company, 'paid');
});

test('a disputed charge is shown to finance, and what became of it', async () => {
  const { company, invoice } = await createMemberWithInvoice('4000000000000259');
  await runJobs(noonAfter(invoice));
  await waitForInvoice(company, 'paid');
  const readDispute = async (status: string) => {
    const [row] = await sql<{ id: string; number: string; what: string }[]>`
      select stripe_dispute_id as id, number, what_to_do as what from support.card_disputes
      where account_id = ${company.accountId} and status = ${status}`;
    return row;
  };
  const opened = await eventually(() => readDispute('needs_response'));
  expect(opened).toMatchObject({ number: invoice.number, what: expect.stringContaining('support.stop_charging') });
  await createStripe().disputes.update(opened.id, { evidence: { uncategorized_text: 'winning_evidence' } });
  const closed = await eventually(() => readDispute('won'));
  expect(closed.what).toContain('Nothing to do');
});

test('a card is checked without sign-in; a changed one is refused with the same answer as any other', async () => {
  const { company } = await createMemberWithInvoice();
  const card = await callDatabase(company.token, 'membership_card', { for_account: company.accountId });
  expect(card.status).toBe(200);
  const { token, last_day: until } = card.body;
  expect(until).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(await check(token)).toEqual({ status: 200, body: { valid: true, tier: 'silver', until } });
  const forged = await Promise.all([`B${token.slice(1)}`, 'x', card.body.number].map(check));
  for (const answer of forged) {
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ message: 'card_forged' });
    expect(answer.body).toEqual(forged[0]?.body);
  }
  const stranger = await createCompany();
  const refused = await callDatabase(stranger.token, 'membership_card', { for_account: company.accountId });
  expect([refused.status, refused.body.message]).toEqual([404, 'membership_not_found']);
});

/** Asks as a service desk does: with the public key and nothing else. */
async function check(token: string) {
  const { addresses, keys } = stackFromEnvironment();
  const answer = await fetch(`${addresses.api}/rest/v1/rpc/check_membership_card`, {
    method: 'POST',
    headers: { apikey: keys.publishable, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  return { status: answer.status, body: await answer.json() };
}
