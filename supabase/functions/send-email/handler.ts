import { Webhook } from 'standardwebhooks';
import { parseInput, readText } from '../_shared/body.ts';
import type { Database } from '../_shared/database.ts';
import type { Handler } from '../_shared/endpoint.ts';
import type { MailKind } from '../_shared/mail/kinds.ts';
import { enqueueMail, readMailContext } from '../_shared/mail/outbox.ts';
import { Refusal } from '../_shared/refusal.ts';
import type { Services } from '../_shared/services.ts';
import { readSignInState } from '../_shared/sign-in-state.ts';
import { hookPayload, listMails } from './hook-payload.ts';

type Tools = Pick<Services, 'database' | 'deliver' | 'inBackground'> & { hookSecret: string };

/**
 * Supabase Auth's Send Email Hook: writes the mail into the outbox and answers at once, because Auth holds a database transaction open
 * meanwhile. Delivery follows in the background.
 */
export function createHandler({ database, deliver, inBackground, hookSecret }: Tools): Handler {
  const webhook = new Webhook(hookSecret);
  return async (request) => {
    const text = await readText(request);
    const payload = parseInput(verify(webhook, text, request.headers), hookPayload);
    const mails = await listMails(payload);
    const context = mails.length > 0 ? await readMailContext(database, payload.user.email) : null;
    for (const { kind, recipient, token, tokenHash, type, dedupeKey } of mails) {
      const { company_name = null, contact_name = null } = context ?? {};
      await enqueueMail(database, {
        kind: await nameMail(database, kind, recipient, context?.account_id ?? null),
        recipient,
        locale: context?.locale ?? 'en',
        data: { company_name, contact_name, token, token_hash: tokenHash, type },
        dedupeKey,
        accountId: context?.account_id ?? null,
      });
    }
    inBackground('send-email', deliver);
    return Response.json({});
  };
}

/**
 * Whoever never confirmed the address has no password to reset: the mail is the first one again, whose link sets it. A company known for such
 * an address is one that invited it.
 */
async function nameMail(
  database: Database,
  kind: MailKind,
  recipient: string,
  accountId: string | null,
): Promise<MailKind> {
  const isFirst =
    kind === 'confirm_account' || (kind === 'reset_password' && (await isUnconfirmed(database, recipient)));
  if (!isFirst) return kind;
  return accountId ? 'confirm_invited' : 'confirm_account';
}

async function isUnconfirmed(database: Database, address: string): Promise<boolean> {
  return (await readSignInState(database, address)) === 'unconfirmed';
}

function verify(webhook: Webhook, text: string, headers: Headers): unknown {
  try {
    return webhook.verify(text, Object.fromEntries(headers));
  } catch (cause) {
    throw new Refusal('not_allowed', { status: 401, cause });
  }
}
