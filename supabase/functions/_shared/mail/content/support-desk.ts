import { brand } from '../../../../../src/brand.ts';
import { formatDate } from '../../../../../src/i18n/format.ts';
import { greet, type MailContent, type Writer } from '../content.ts';
import type { MailData } from '../kinds.ts';
import { pageUrl } from '../links.ts';

/** To a person of the support desk: a colleague asks for consent; the code proves who gives it (`support.confirm`). */
export function writeSupportApproval(writer: Writer, data: MailData<'support_approval'>): MailContent {
  const { translate } = writer;
  const request = String(data.request);
  return {
    subject: translate('mails.support_approval.subject', { request }),
    preheader: translate('mails.support_approval.preheader'),
    heading: translate('mails.support_approval.heading'),
    greeting: greet(translate, null),
    paragraphs: [translate('mails.support_approval.text', { askedBy: data.asked_by })],
    details: [
      [translate('mails.label.request'), request],
      [translate('mails.label.act'), data.summary],
      [translate('mails.label.reason'), data.reason],
    ],
    code: { label: translate('mails.layout.code_only'), digits: data.code },
    notes: [
      translate('mails.support_approval.how', { request }),
      translate('mails.support_approval.validity', { count: data.hours }),
    ],
    replyTo: data.asked_by,
  };
}

/** To all people of a company: what the desk did with its account. */
export function writeSupportNotice(writer: Writer, data: MailData<'support_notice'>): MailContent {
  const { translate } = writer;
  const { notice } = data;
  return {
    subject: translate(`mails.support_notice.${notice}.subject`),
    preheader: translate('mails.support_notice.preheader', { company: data.company_name }),
    heading: translate(`mails.support_notice.${notice}.subject`),
    greeting: greet(translate, null),
    paragraphs: [
      translate(`mails.support_notice.${notice}.text`, {
        company: data.company_name,
        address: data.address ?? brand.support.email,
        otherCompany: data.other_company ?? data.company_name,
        number: data.number ?? '',
        day: data.day ? formatDate(data.day, writer.locale) : '',
      }),
    ],
    button: { label: translate('mails.support_notice.button'), url: pageUrl(writer, 'sign-in') },
    notes: [translate('mails.support_notice.not_you')],
  };
}
