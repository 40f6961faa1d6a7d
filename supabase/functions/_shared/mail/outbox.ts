import * as z from 'zod/mini';
import type { Database } from '../database.ts';
import type { MailKind } from './kinds.ts';

const leasedMails = z.array(
  z.object({
    id: z.uuid(),
    kind: z.string(),
    recipient: z.string(),
    locale: z.string(),
    data: z.unknown(),
    attempts: z.int(),
  }),
);

/** A mail this process may deliver for the next two minutes. */
export type LeasedMail = z.infer<typeof leasedMails>[number];

/** Takes up to `max` mails that are due and nobody else holds. */
export async function leaseMails(database: Database, max: number): Promise<LeasedMail[]> {
  return leasedMails.parse(await database('lease_mails', { max }));
}

export interface NewMail {
  kind: MailKind;
  recipient: string;
  locale: string;
  data: Record<string, unknown>;
  /** Makes the mail happen once; null = always. */
  dedupeKey: string | null;
  accountId: string | null;
}

/** Writes a mail into the outbox; delivery follows. */
export async function enqueueMail(database: Database, mail: NewMail): Promise<void> {
  const { kind, recipient, locale, data, dedupeKey, accountId } = mail;
  await database('enqueue_mail', { kind, recipient, locale, data, dedupe_key: dedupeKey, account_id: accountId });
}

const contexts = z.array(
  z.object({
    account_id: z.nullable(z.uuid()),
    locale: z.string(),
    company_name: z.string(),
    contact_name: z.string(),
  }),
);

/** Language and names for a mail to an address; null when neither an account nor a form knows it. */
export async function readMailContext(database: Database, address: string) {
  return contexts.parse(await database('mail_context', { address }))[0] ?? null;
}
