import * as z from 'zod/mini';
import { type AuthMailer, expectMail, makeUnknownPassword } from '../_shared/auth-mail.ts';
import type { Database } from '../_shared/database.ts';
import { logFailure } from '../_shared/log.ts';

const waiting = z.array(
  z.object({
    recovery_id: z.uuid(),
    address: z.string(),
    sign_in_state: z.enum(['unknown', 'unconfirmed', 'confirmed']),
  }),
);

/**
 * Asks Supabase Auth for the mail to new owners of companies that two people of the support desk recovered (`support.recover_account`).
 * Confirming the address by it hands the company over. One that fails is tried again after two minutes.
 * @returns how many mails were asked for and how many calls failed
 */
export async function mailRecoveries(tools: { database: Database; auth: AuthMailer }) {
  const result = { mailed: 0, failed: 0 };
  for (const recovery of waiting.parse(await tools.database('lease_recoveries', { max: 10 }))) {
    try {
      await askForMail(tools.auth, recovery.address, recovery.sign_in_state);
      await tools.database('recovery_mailed', { recovery_id: recovery.recovery_id });
      result.mailed += 1;
    } catch (error) {
      logFailure(`recovery ${recovery.recovery_id}`, error);
      result.failed += 1;
    }
  }
  return result;
}

function askForMail(auth: AuthMailer, email: string, state: 'unknown' | 'unconfirmed' | 'confirmed'): Promise<void> {
  return expectMail(
    state === 'unknown' ? auth.signUp({ email, password: makeUnknownPassword() }) : auth.resetPasswordForEmail(email),
  );
}
