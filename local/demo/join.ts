import type { Addresses } from '../environment.ts';
import type { Database } from '../postgres/connect.ts';
import { Problem } from '../problem.ts';
import { keys, stripe } from '../settings.ts';
import { type DemoAccount, demoPassword } from './account.ts';

/**
 * Joins CPS by card through the site's own doors: sign-in, the function `tiers`, Stripe's page for the card. The first
 * invoice is finalised at once instead of after an hour, so that there is one to look at. Nothing happens for a member.
 */
export async function joinProgramme(
  sql: Database,
  addresses: Addresses,
  account: DemoAccount,
  accountId: string,
): Promise<void> {
  const [present] = await sql`select from public.memberships where account_id = ${accountId}`;
  if (present) return;
  const session = await post(`${addresses.api}/auth/v1/token?grant_type=password`, {
    email: account.email,
    password: demoPassword,
  });
  const joined = await post(
    `${addresses.api}/functions/v1/tiers`,
    {
      accountId,
      tier: account.tier,
      paymentMethod: 'card',
      renews: true,
      locale: account.locale,
      billing: bill(account),
    },
    { authorization: `Bearer ${session.access_token}` },
  );
  if (typeof joined.checkoutUrl === 'string') await saveCard(joined.checkoutUrl);
  await finaliseInvoice(sql, addresses.stripe, accountId);
}

function bill({ companyName, country, email }: DemoAccount): object {
  return {
    legal_name: companyName,
    address_line1: 'Linssikatu 5 B 12',
    address_line2: null,
    postal_code: '00100',
    city: 'Helsinki',
    country,
    vat_id: null,
    invoice_email: email,
    reference: null,
  };
}

/** Types a card that works into the hosted page. */
async function saveCard(checkoutUrl: string): Promise<void> {
  const form = new FormData();
  form.set('number', '4242424242424242');
  form.set('expiry', '12/40');
  form.set('cvc', '123');
  await fetch(checkoutUrl, { method: 'POST', body: form, redirect: 'manual' });
}

async function finaliseInvoice(sql: Database, stripeUrl: string, accountId: string): Promise<void> {
  const headers = { authorization: `Bearer ${stripe.secretKey}` };
  const [customer] = await sql<{ id: string }[]>`
    select stripe_customer_id as id from private.stripe_customers where account_id = ${accountId}`;
  const list = await fetch(`${stripeUrl}/v1/invoices?status=draft&customer=${customer?.id}`, { headers });
  const { data = [] }: { data?: { id: string }[] } = JSON.parse(await list.text());
  for (const { id } of data) await fetch(`${stripeUrl}/v1/invoices/${id}/finalize`, { method: 'POST', headers });
}

async function post(url: string, body: object, headers: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { apikey: keys.publishable, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Problem(`${new URL(url).pathname} answered ${answer.status} ${text}`);
  return JSON.parse(text);
}
