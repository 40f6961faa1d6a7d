import Stripe from 'stripe';
import { eventually } from '../../support/eventually.ts';
import { sql, stackFromEnvironment } from '../../support/stack.ts';
import { callFunction } from './call.ts';
import type { Company } from './companies.ts';

/** A valid body of `tiers` for a company. */
export function joinForm(company: Company, change: Record<string, unknown> = {}) {
  return {
    accountId: company.accountId,
    tier: 'silver',
    paymentMethod: 'card',
    renews: true,
    locale: 'fi',
    billing: billingDetails(company),
    ...change,
  };
}

/** Valid billing details. */
export function billingDetails(company: Company, change: Record<string, unknown> = {}) {
  return {
    legal_name: 'Kuvaamo Äyräpää Oy',
    address_line1: 'Linssikatu 5',
    address_line2: null,
    postal_code: '00100',
    city: 'Helsinki',
    country: 'FI',
    vat_id: null,
    invoice_email: company.email,
    reference: null,
    ...change,
  };
}

/** Joins; answers the function's answer. */
export async function join(company: Company, change: Record<string, unknown> = {}) {
  const answer = await callFunction('tiers', joinForm(company, change), { token: company.token });
  if (answer.status !== 200) throw new Error(`tiers answered ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as { membershipNumber: string; formerNumber: string | null; checkoutUrl: string | null };
}

/** Types a card into Stripe's hosted page and waits until the portal knows it. */
export async function saveCard(company: Company, checkoutUrl: string | null, number = '4242424242424242') {
  if (!checkoutUrl) throw new Error('There is no page to save a card on.');
  await postForm(checkoutUrl, { number, expiry: '12/40', cvc: '123' });
  const needsAuthentication = number === '4000002500003155';
  if (needsAuthentication) await postForm(`${checkoutUrl}/authenticate`, { outcome: 'complete' });
  const last4 = number.slice(-4);
  await eventually(async () => {
    const [card] =
      await sql`select from public.saved_cards where account_id = ${company.accountId} and last4 = ${last4}`;
    return card;
  });
}

async function postForm(url: string, fields: Record<string, string>): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
}

/** Stripe's own client on the double, for looking what arrived there. */
export function createStripe(): Stripe {
  const { addresses, environment } = stackFromEnvironment();
  const { hostname, port } = new URL(addresses.stripe);
  return new Stripe(environment.STRIPE_SECRET_KEY ?? '', { protocol: 'http', host: hostname, port, telemetry: false });
}

/** The row of our mirror, once the company's first invoice has the state. */
export function waitForInvoice(company: Company, status: 'draft' | 'open' | 'paid') {
  return eventually(async () => {
    const [invoice] = await sql<MirroredInvoice[]>`
      select id, stripe_invoice_id, number, status, total_minor, amount_paid_minor, due_at, due_on::text
      from public.invoices where account_id = ${company.accountId} and status = ${status}`;
    return invoice;
  });
}

export interface MirroredInvoice {
  id: string;
  stripe_invoice_id: string;
  number: string | null;
  status: string;
  total_minor: number;
  amount_paid_minor: number;
  due_at: Date;
  due_on: string;
}
