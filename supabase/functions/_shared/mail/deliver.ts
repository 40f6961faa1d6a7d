import type { Database } from '../database.ts';
import { logFailure } from '../log.ts';
import { type LeasedMail, leaseMails } from './outbox.ts';
import { renderMail } from './render-mail.ts';
import type { SendMail } from './smtp.ts';

export interface DeliveryTools {
  database: Database;
  send: SendMail;
  siteUrl: string;
}

const batchSize = 20;
const atOnce = 5;

/**
 * Delivers what is due in the outbox, at most one batch. A mail that fails is tried again later and holds up no other.
 * @returns how many were handed to the mail server and how many failed
 */
export async function deliverMails(tools: DeliveryTools): Promise<{ sent: number; failed: number }> {
  const waiting = await leaseMails(tools.database, batchSize);
  const result = { sent: 0, failed: 0 };
  const work = async () => {
    for (let mail = waiting.shift(); mail; mail = waiting.shift()) {
      result[(await deliverMail(tools, mail)) ? 'sent' : 'failed'] += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return result;
}

async function deliverMail({ database, send, siteUrl }: DeliveryTools, mail: LeasedMail): Promise<boolean> {
  try {
    await send(mail.id, mail.recipient, renderMail(mail, siteUrl));
    await database('mail_sent', { mail_id: mail.id });
    return true;
  } catch (error) {
    logFailure(`mail ${mail.id} (${mail.kind}), attempt ${mail.attempts}`, error);
    const message = error instanceof Error ? error.message : String(error);
    // When this fails as well, the lease runs out and the mail comes back by itself.
    await database('mail_failed', { mail_id: mail.id, error: message }).catch((cause) =>
      logFailure(`mail ${mail.id}`, cause),
    );
    return false;
  }
}
