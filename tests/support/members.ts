import type { Page } from '@playwright/test';
import { z } from 'zod';
import { sessionKey } from '../../src/lib/stored-session.ts';
import { callFunction } from '../functions/support/call.ts';
import { accountForm, addPoints, type Company, verifyLink } from '../functions/support/companies.ts';
import { findConfirmLink, waitForMail } from './mailbox.ts';
import { sql } from './stack.ts';

/** A signed-in person with a company: what the portal keeps in the browser, and a password to sign in with. */
export interface Member extends Company {
  password: string;
  companyName: string;
  locale: 'fi' | 'en';
  session: Session;
}

const sessionSchema = z.looseObject({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.number(),
  user: z.looseObject({ id: z.string(), email: z.string() }),
});
type Session = z.infer<typeof sessionSchema> & { expires_at: number };

interface MemberWishes {
  /** Points added by hand; from 500 on the company is invited. */
  points?: number;
  locale?: 'fi' | 'en';
  country?: string;
  companyName?: string;
  legacyEmail?: string | null;
}

/** Opens a confirmed company account with a password, by the way a member goes but without a browser: form, mail, link, password. */
export async function createMember(wishes: MemberWishes = {}): Promise<Member> {
  const { points = 0, locale = 'fi', country = 'FI', legacyEmail = null } = wishes;
  const businessId = country === 'FI' ? '1234567-1' : '5560360793';
  const form = accountForm({ locale, country, businessId, legacyEmail });
  if (wishes.companyName) form.companyName = wishes.companyName;
  await callFunction('create-account', form);
  const session = readSession(await verifyLink(findConfirmLink(await waitForMail(form.email, /./))));
  const password = 'kesäyön valo 27';
  await setPassword(session.user.id, password);
  const [account] = await sql<{ id: string }[]>`select id from public.accounts where email = ${form.email}`;
  if (!account) throw new Error(`The account of ${form.email} was not opened.`);
  if (points > 0) await addPoints(account.id, points);
  const { email, companyName } = form;
  const token = session.access_token;
  return { accountId: account.id, userId: session.user.id, email, token, password, companyName, locale, session };
}

/** Puts the member's session into the page's browser, as signing in does. */
export async function signInAs(page: Page, { session }: Pick<Member, 'session'>): Promise<void> {
  // Any address of the site will do; this one has no script that would act on the session.
  await page.goto('/robots.txt');
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [
    sessionKey,
    JSON.stringify(session),
  ] as const);
}

/** Ends all sessions of a person on the server; the browser still holds its tokens. */
export async function endSessions({ userId }: Pick<Member, 'userId'>): Promise<void> {
  await sql`delete from auth.refresh_tokens where user_id::text = ${userId}`;
  await sql`delete from auth.sessions where user_id = ${userId}`;
}

/** Makes the person somebody with another role in the company; a second person becomes its owner. */
export async function changeRole(member: Member, role: 'billing' | 'products' | 'viewer'): Promise<void> {
  await addToCompany(member, await createMember(), 'owner');
  await sql`update public.account_members set role = ${role} where account_id = ${member.accountId} and user_id = ${member.userId}`;
}

/** Makes somebody a colleague in a company. */
export async function addToCompany(
  company: Pick<Member, 'accountId'>,
  person: Pick<Member, 'userId'>,
  role: 'owner' | 'billing' | 'products' | 'viewer',
): Promise<void> {
  await sql`insert into public.account_members (account_id, user_id, role) values (${company.accountId}, ${person.userId}, ${role})`;
}

function readSession(answer: unknown): Session {
  const session = sessionSchema.parse(answer);
  return { ...session, expires_at: Math.floor(Date.now() / 1000) + session.expires_in };
}

/** Sets the password without asking Auth, whose hash takes long on purpose. */
async function setPassword(userId: string, password: string): Promise<void> {
  await sql`update auth.users set encrypted_password = extensions.crypt(${password}, extensions.gen_salt('bf', 4)) where id = ${userId}`;
}
