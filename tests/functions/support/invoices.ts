import { skipDays } from '../../support/clock.ts';
import { eventually } from '../../support/eventually.ts';
import { sql } from '../../support/stack.ts';
import { callFunction } from './call.ts';
import { type Company, createCompany } from './companies.ts';
import { billingDetails, createStripe, join, saveCard, waitForInvoice } from './joining.ts';

/** A member whose first invoice is open. `country` decides currency and tax; with a `card` it is saved; `credit` (in cents) is used on the invoice. */
export async function createBilledMember(
  wishes: { country?: string; billing?: object; card?: string; credit?: number } = {},
) {
  const company = await createCompany({ points: 500, ...(wishes.country ? { country: wishes.country } : {}) });
  const billing = {
    ...billingDetails(company),
    ...(wishes.country ? { country: wishes.country } : {}),
    ...wishes.billing,
  };
  const { checkoutUrl } = await join(company, { paymentMethod: wishes.card ? 'card' : 'bank_transfer', billing });
  if (wishes.card) await saveCard(company, checkoutUrl, wishes.card);
  if (wishes.credit) {
    const gift = { amount: -wishes.credit, currency: 'eur' };
    await createStripe().customers.createBalanceTransaction(await readCustomer(company), gift);
  }
  await skipDays(1.1 / 24);
  return { company, invoice: await waitForInvoice(company, 'open'), billing };
}

/** Calls `invoicing` as a member of the company. */
export function callInvoicing(company: Company, wish: object) {
  return callFunction('invoicing', { accountId: company.accountId, ...wish }, { token: company.token });
}

export interface InvoiceRow {
  id: string;
  stripe_invoice_id: string;
  number: string;
  status: string;
  currency: string;
  total_minor: number;
  amount_paid_minor: number;
  amount_remaining_minor: number;
  credited_minor: number;
  due_on: string;
  corrects: string | null;
  membership_id: string | null;
  customer_name: string;
  customer_address: { line1: string };
  customer_tax_ids: { value: string }[];
  reference: string | null;
  taxes: { rate: number; reason: string; tax_minor: number }[];
}

/** All invoices of a company in our mirror, oldest first. */
export async function readInvoices(company: Company): Promise<InvoiceRow[]> {
  return sql<InvoiceRow[]>`
    select *, due_on::text from public.invoices where account_id = ${company.accountId} and status <> 'draft' order by issued_at, number`;
}

/** The company's customer at Stripe. */
export async function readCustomer(company: Company): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select stripe_customer_id as id from private.stripe_customers where account_id = ${company.accountId}`;
  if (!row) throw new Error('The company has no customer');
  return row.id;
}

/** Waits until the outbox of a company has nothing left to tell Stripe. */
export function waitForCalls(company: Company) {
  return eventually(async () => {
    const waiting = await sql`
      select from private.stripe_calls where account_id = ${company.accountId} and done_at is null and gave_up_at is null`;
    return waiting.length === 0 ? true : undefined;
  });
}
