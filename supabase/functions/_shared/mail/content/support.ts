import { supportTopics } from '../../contracts/support-case.ts';
import { greet, type MailContent, type Writer } from '../content.ts';
import type { MailData } from '../kinds.ts';
import { pageUrl } from '../links.ts';

/** The sender's copy of a support request (S10). */
export function writeSupportCaseCopy(writer: Writer, data: MailData<'support_case_copy'>): MailContent {
  const { translate } = writer;
  return {
    subject: translate('mails.support_case_copy.subject', { reference: data.reference }),
    preheader: translate('mails.support_case_copy.preheader'),
    heading: translate('mails.support_case_copy.heading'),
    greeting: greet(translate, data.name),
    paragraphs: [translate('mails.support_case_copy.text', { reference: data.reference })],
    details: [
      [translate('mails.label.reference'), data.reference],
      [translate('mails.label.topic'), nameTopic(writer, data.topic)],
    ],
    quote: data.message,
    links: [{ label: translate('mails.link.faq'), url: pageUrl(writer, 'faq') }],
  };
}

/** The request for the support desk; an answer goes to the sender. */
export function writeSupportCase(writer: Writer, data: MailData<'support_case'>): MailContent {
  const { translate } = writer;
  const topic = nameTopic(writer, data.topic);
  const account: [string, string][] = data.account_id ? [[translate('mails.label.account'), data.account_id]] : [];
  return {
    subject: translate('mails.support_case.subject', { reference: data.reference, topic, name: data.name }),
    preheader: translate('mails.support_case.preheader'),
    heading: translate('mails.support_case.heading', { reference: data.reference }),
    greeting: greet(translate, null),
    paragraphs: [translate('mails.support_case.text')],
    details: [
      [translate('mails.label.topic'), topic],
      [translate('mails.label.name'), data.name],
      [translate('mails.label.email'), data.email],
      ...account,
    ],
    quote: data.message,
    replyTo: data.email,
  };
}

function nameTopic({ translate }: Writer, topic: string): string {
  const known = supportTopics.find((candidate) => candidate === topic);
  return known ? translate(`mails.topic.${known}`) : topic;
}
