import { z } from 'zod';
import { eventually } from './eventually.ts';
import { stackFromEnvironment } from './stack.ts';

const mails = z.array(
  z.object({
    id: z.string(),
    subject: z.string(),
    text: z.string().default(''),
    html: z.string().default(''),
    to: z.array(z.object({ address: z.string() })).default([]),
    from: z.array(z.object({ address: z.string() })).default([]),
  }),
);

export type Mail = z.infer<typeof mails>[number];

/** All mails sent to an address so far, oldest first. */
export async function readMails(address: string): Promise<Mail[]> {
  const query = new URLSearchParams({ 'to.address': address.toLowerCase() });
  const answer = await fetch(`${stackFromEnvironment().addresses.mailbox}/api/email?${query}`);
  return mails.parse(await answer.json());
}

/** Waits for the mail to an address whose subject matches; the newest when there are several. */
export async function waitForMail(address: string, subject: RegExp | string): Promise<Mail> {
  return eventually(async () => {
    const found = (await readMails(address)).filter((mail) =>
      typeof subject === 'string' ? mail.subject.includes(subject) : subject.test(mail.subject),
    );
    const newest = found.at(-1);
    if (!newest) throw new Error(`No mail to ${address} with the subject ${subject} yet.`);
    return newest;
  });
}

/** The link in a mail to `/auth/confirm/`. */
export function findConfirmLink(mail: Mail): string {
  const link = mail.text.match(/https?:\/\/\S+\/auth\/confirm\/\S+/)?.[0];
  if (!link) throw new Error(`No link to /auth/confirm/ in: ${mail.text}`);
  return link;
}

/** The link in a mail that invites a colleague, and the token in it. */
export function findInviteLink(mail: Mail): { link: string; token: string } {
  const link = mail.text.match(/https?:\/\/\S+\/invite\/#token=([0-9a-f]{64})/);
  if (!link?.[1]) throw new Error(`No invitation in: ${mail.text}`);
  return { link: link[0], token: link[1] };
}

/** The six-digit code in a mail: a line of its own, which may be written in two groups. */
export function findCode(mail: Mail): string {
  const code = mail.text.match(/^\s*(\d{3} ?\d{3})\s*$/m)?.[1];
  if (!code) throw new Error(`No code in: ${mail.text}`);
  return code.replace(' ', '');
}
