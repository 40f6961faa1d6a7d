import { type AuthMailer, expectMail } from '../_shared/auth-mail.ts';
import { readJson } from '../_shared/body.ts';
import { requestResetRequest } from '../_shared/contracts/request-reset.ts';
import type { Database } from '../_shared/database.ts';
import type { Handler } from '../_shared/endpoint.ts';
import { readMailContext } from '../_shared/mail/outbox.ts';
import { readSender, takeQuotas } from '../_shared/quotas.ts';
import type { Services } from '../_shared/services.ts';
import { readSignInState } from '../_shared/sign-in-state.ts';

type Tools = Pick<Services, 'database' | 'inBackground'> & { auth: AuthMailer };

const limits = { sender: 60, email: 10 };

/** Mails a link to set a password (S1). What is known of the address is looked up after the answer, which is the same for all (R17). */
export function createHandler({ database, auth, inBackground }: Tools): Handler {
  return async (request) => {
    const { email } = await readJson(request, requestResetRequest);
    await takeQuotas(database, 'request_reset', { sender: readSender(request), email }, limits);
    inBackground('request-reset', () => mailLink(database, auth, email));
    return Response.json({ status: 'check_mailbox' }, { status: 202 });
  };
}

/** For an address that was never confirmed the link does both: `send-email` words it as the first mail. */
async function mailLink(database: Database, auth: AuthMailer, email: string): Promise<void> {
  const state = await readSignInState(database, email);
  const isWanted =
    state === 'confirmed' || (state === 'unconfirmed' && (await readMailContext(database, email)) !== null);
  if (isWanted) await expectMail(auth.resetPasswordForEmail(email));
}
