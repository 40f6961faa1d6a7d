import type { Api } from '../api/app.ts';
import type { Database } from '../postgres/connect.ts';
import { Problem } from '../problem.ts';
import { keys } from '../settings.ts';
import { type DemoAccount, demoPassword } from './account.ts';

/**
 * Opens a company account the way the site does: the form, the sign-up, the confirmed address. Nothing happens when the
 * address has an account.
 * @param api an Auth that sends no mail: nobody waits for the confirmation of an address that is confirmed at once.
 * @returns the account's id.
 */
export async function openAccount(sql: Database, api: Api, account: DemoAccount): Promise<string> {
  const { email, companyName, businessId, country, contactName, legacyEmail = null, locale } = account;
  const [present] = await sql<{ id: string }[]>`select id from public.accounts where email = ${email}`;
  if (present) return present.id;
  await sql`select service.request_account(
    ${email}, ${companyName}, ${businessId}, ${country}, ${contactName}, ${legacyEmail}, ${locale})`;
  await signUp(api, email);
  // The password counts as set by its owner: it outlives the confirmation, and the next change is news and is mailed.
  await sql`insert into private.passwords_set (user_id) select id from auth.users where email = ${email}`;
  await sql`update auth.users set email_confirmed_at = now() where email = ${email}`;
  const [opened] = await sql<{ id: string }[]>`select id from public.accounts where email = ${email}`;
  if (!opened) throw new Problem(`the account of ${email} was not opened`);
  return opened.id;
}

async function signUp(api: Api, email: string): Promise<void> {
  const answer = await api.handle(
    new Request('http://127.0.0.1/auth/v1/signup', {
      method: 'POST',
      headers: { apikey: keys.publishable, 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: demoPassword }),
    }),
  );
  if (!answer.ok) throw new Problem(`${email} could not sign up: ${answer.status} ${await answer.text()}`);
}
