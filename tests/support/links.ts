import { callFunction } from '../functions/support/call.ts';
import { accountForm } from '../functions/support/companies.ts';
import { eventually } from './eventually.ts';
import { findCode, findConfirmLink, type Mail, readMails, waitForMail } from './mailbox.ts';
import { readWords } from './pages/words.ts';
import { sql } from './stack.ts';

const subjects = readWords('fi', 'mails');
const resetSubject = subjects('mails.reset_password.subject');

/** Fills in the form of a new company without a browser and reads the mail that follows. */
export async function receiveFirstMail(): Promise<{ email: string; link: string; code: string }> {
  const form = accountForm();
  await callFunction('create-account', form);
  return readAuthMail(form.email, await waitForMail(form.email, subjects('mails.confirm_account.subject')));
}

/** Asks for a new password and reads the mail, the one after those that are there already. */
export async function receiveResetMail(email: string): Promise<{ email: string; link: string; code: string }> {
  const earlier = (await readResetMails(email)).length;
  // Auth sends one mail a minute; in the tests that minute is over.
  await sql`update auth.users set recovery_sent_at = recovery_sent_at - interval '2 minutes' where email = ${email}`;
  await callFunction('request-reset', { email, locale: 'fi' });
  return readAuthMail(email, await eventually(async () => (await readResetMails(email))[earlier]));
}

/** Lets the links of all mails sent to an address run out. */
export async function letLinksExpire(email: string): Promise<void> {
  await sql`
    update auth.users set confirmation_sent_at = confirmation_sent_at - interval '1 hour', recovery_sent_at = recovery_sent_at - interval '1 hour'
    where email = ${email}`;
}

async function readResetMails(email: string): Promise<Mail[]> {
  return (await readMails(email)).filter(({ subject }) => subject === resetSubject);
}

function readAuthMail(email: string, mail: Mail) {
  return { email, link: findConfirmLink(mail), code: findCode(mail) };
}
