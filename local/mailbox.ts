import { join } from 'node:path';
import type { Parts } from './parts.ts';
import { describeError, Problem } from './problem.ts';

/**
 * Starts the mailbox that receives every mail of the stack: SMTP and a web page, whose list is at `GET /api/email`.
 * Mails are kept under `directory`.
 */
export async function startMailbox(options: {
  directory: string;
  webPort: number;
  smtpPort: number;
  parts: Parts;
}): Promise<void> {
  // Loaded here because it is large: meanwhile the build of the site and Postgres are on their way.
  const { MailDev } = await import('maildev');
  const mailbox = new MailDev({
    smtp: options.smtpPort,
    ip: '127.0.0.1',
    web: options.webPort,
    webIp: '127.0.0.1',
    mailDirectory: join(options.directory, 'mail'),
    maxEmails: 2000,
    silent: true,
  });
  // It announces its address with console.info whatever the settings say; the stack announces all addresses itself.
  const { info } = console;
  console.info = () => {};
  try {
    await mailbox.start();
  } catch (error) {
    throw new Problem(`The mailbox did not start: ${describeError(error)}`);
  } finally {
    console.info = info;
  }
  await options.parts.add('mailbox', () => mailbox.stop());
}
