import { randomUUID } from 'node:crypto';
import { findConfirmLink, waitForMail } from '../../support/mailbox.ts';
import { sql, stackFromEnvironment } from '../../support/stack.ts';
import { callFunction } from './call.ts';

/** An address nobody has used. */
export function newAddress(name = 'aino'): string {
  return `${name}.${randomUUID().slice(0, 12)}@kuvaamo.example`;
}

/** A valid form of create-account. */
export function accountForm(change: Record<string, unknown> = {}) {
  return {
    companyName: 'Kuvaamo Äyräpää Oy',
    businessId: '1234567-1',
    country: 'FI',
    contactName: 'Aino Virta',
    email: newAddress(),
    legacyEmail: null,
    acceptsTerms: true,
    locale: 'fi',
    ...change,
  };
}

/** A confirmed company with its owner's access token. */
export interface Company {
  accountId: string;
  userId: string;
  email: string;
  token: string;
}

/** Opens a company account the way a member does: form, mail, link. `points` are added as an adjustment. */
export async function createCompany({ points = 0, locale = 'fi', country = 'FI' } = {}): Promise<Company> {
  const businessId = country === 'FI' ? '1234567-1' : '5560360793';
  const form = accountForm({ locale, country, businessId });
  await callFunction('create-account', form);
  const mail = await waitForMail(form.email, /./);
  const { access_token: token, user } = await verifyLink(findConfirmLink(mail));
  const [account] = await sql<{ id: string }[]>`select id from public.accounts where email = ${form.email}`;
  if (!account) throw new Error(`The account of ${form.email} was not opened.`);
  if (points > 0) await addPoints(account.id, points);
  return { accountId: account.id, userId: user.id, email: form.email, token };
}

/** Adds points by hand, as support may. */
export async function addPoints(accountId: string, points: number): Promise<void> {
  await sql`insert into public.point_entries (account_id, kind, points, balance_after, source, reason)
    values (${accountId}, 'adjustment', ${points}, 0, ${`test:${randomUUID()}`}, 'Points for a test')`;
}

/** Uses up a link of a mail as the page behind it does. */
export async function verifyLink(link: string): Promise<{ access_token: string; user: { id: string } }> {
  const { addresses, keys } = stackFromEnvironment();
  const fragment = new URLSearchParams(new URL(link).hash.slice(1));
  const answer = await fetch(`${addresses.api}/auth/v1/verify`, {
    method: 'POST',
    headers: { apikey: keys.publishable, 'content-type': 'application/json' },
    body: JSON.stringify({ type: fragment.get('type'), token_hash: fragment.get('token_hash') }),
  });
  if (!answer.ok) throw new Error(`The link was refused: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { access_token: string; user: { id: string } };
}
