import type { Writer } from './content.ts';
import { layOutHtml } from './html-layout.ts';
import { layOutText } from './text-layout.ts';
import { chooseMailLocale, mailTranslator } from './translator.ts';
import { writeMail } from './write-mail.ts';

/** A mail ready to be sent, in one language. */
export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
  replyTo: string | undefined;
}

/**
 * Renders a mail of the outbox.
 * @param mail kind and data as in `mail_outbox`, the account's locale (English when it has no mails yet)
 * @param siteUrl address of the site without a slash at the end
 * @throws Error when kind or data are not as `mailData` says
 */
export function renderMail(mail: { kind: string; locale: string; data: unknown }, siteUrl: string): RenderedMail {
  const locale = chooseMailLocale(mail.locale);
  const writer: Writer = { locale, translate: mailTranslator(locale), siteUrl };
  const content = writeMail(writer, mail.kind, mail.data);
  return {
    // A line break in a name must not become a header of its own.
    subject: content.subject.replace(/\s+/g, ' ').trim(),
    text: layOutText(content, writer),
    html: layOutHtml(content, writer),
    replyTo: content.replyTo,
  };
}
