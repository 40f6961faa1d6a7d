import { formatNumber } from '../../../../../src/i18n/format.ts';
import { greet, type MailContent, type Writer } from '../content.ts';
import type { MailData } from '../kinds.ts';
import { pageUrl } from '../links.ts';

/** How long a code for an old address works (`private.confirm_migration_code`). */
const validMinutes = 10;

/** The code that proves control of an old address (R16); says nothing about whether the old system knows it. */
export function writeMigrationCode(writer: Writer, data: MailData<'migration_code'>): MailContent {
  const { translate } = writer;
  return {
    subject: translate('mails.migration_code.subject'),
    preheader: translate('mails.migration_code.preheader'),
    heading: translate('mails.migration_code.heading'),
    greeting: greet(translate, null),
    paragraphs: [
      data.number
        ? translate('mails.migration_code.text_number', { company: data.company_name, number: data.number })
        : translate('mails.migration_code.text', { company: data.company_name }),
    ],
    code: { label: translate('mails.layout.code_only'), digits: data.code },
    notes: [
      translate('mails.migration_code.validity', { minutes: validMinutes }),
      translate('mails.migration_code.not_you'),
    ],
  };
}

/** The invitation at the first crossing of 500 points (R4). */
export function writeInvitation(writer: Writer, data: MailData<'invitation'>): MailContent {
  const { translate, locale } = writer;
  const points = formatNumber(data.points, locale);
  return {
    subject: translate('mails.invitation.subject'),
    preheader: translate('mails.invitation.preheader'),
    heading: translate('mails.invitation.heading'),
    greeting: greet(translate, data.contact_name),
    paragraphs: [
      translate('mails.invitation.text', { company: data.company_name, points }),
      translate('mails.invitation.next'),
    ],
    button: { label: translate('mails.invitation.button'), url: pageUrl(writer, 'tiers') },
    links: [{ label: translate('mails.link.faq'), url: pageUrl(writer, 'faq') }],
  };
}
