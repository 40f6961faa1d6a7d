import { createTransport } from 'nodemailer';
import { brand } from '../../../../src/brand.ts';
import type { Environment } from '../environment.ts';
import type { RenderedMail } from './render-mail.ts';

/** Hands one mail to the mail server; rejects when the server does not take it. `id` is the outbox row's. */
export type SendMail = (id: string, recipient: string, mail: RenderedMail) => Promise<void>;

const timeout = 10_000;

/** Sends over SMTP: encrypted from the start on port 465, as hosted functions must. */
export function createMailSender(settings: Environment['smtp']): SendMail {
  const isOwnMachine = ['127.0.0.1', 'localhost', '::1'].includes(settings.host);
  const transport = createTransport({
    host: settings.host,
    port: settings.port,
    secure: settings.secure,
    // Never a password or a mail in the clear, except to this very machine.
    requireTLS: !settings.secure && !isOwnMachine,
    ignoreTLS: !settings.secure && isOwnMachine,
    auth: settings.user ? { user: settings.user, pass: settings.password } : undefined,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { senderName, senderAddress } = brand.mail;
  const domain = senderAddress.split('@')[1];
  return async (id, recipient, { subject, text, html, replyTo }) => {
    await transport.sendMail({
      from: { name: senderName, address: senderAddress },
      to: { name: '', address: recipient },
      replyTo,
      subject,
      text,
      html,
      // Made from our id, so that a doubtful second delivery can be recognised as the same mail.
      messageId: `<${id}@${domain}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });
  };
}
