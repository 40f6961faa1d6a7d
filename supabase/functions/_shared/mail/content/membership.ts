import { formatDate } from '../../../../../src/i18n/format.ts';
import { findLastDayOfTerm } from '../../contracts/days.ts';
import { greet, type MailContent, type Writer } from '../content.ts';
import type { MailData } from '../kinds.ts';
import { pageUrl } from '../links.ts';
import { nameTier } from '../name-tier.ts';

/** After joining: the number, that it differs from a former one, and when money moves (S8, S9). */
export function writeMembershipStarted(writer: Writer, data: MailData<'membership_started'>): MailContent {
  const { translate, locale } = writer;
  const former = data.former_number;
  const details: MailContent['details'] = [
    [translate('mails.label.number'), data.number],
    [translate('mails.label.tier'), nameTier(writer, data.tier_code)],
    [
      translate('mails.label.term'),
      `${formatDate(data.starts_on, locale)} – ${formatDate(findLastDayOfTerm(data.ends_on), locale)}`,
    ],
  ];
  if (former) details.splice(1, 0, [translate('mails.label.former_number'), former]);
  return {
    subject: translate('mails.membership_started.subject', { number: data.number }),
    preheader: translate('mails.membership_started.preheader'),
    heading: translate('mails.membership_started.heading'),
    greeting: greet(translate, data.contact_name),
    paragraphs: [
      translate('mails.membership_started.text', { company: data.company_name }),
      ...(former ? [translate('mails.membership_started.former_number', { formerNumber: former })] : []),
      translate(`mails.membership_started.${data.payment_method}`),
    ],
    details,
    button: { label: translate('mails.membership_started.button'), url: pageUrl(writer, 'membership') },
    links: [{ label: translate('mails.link.faq'), url: pageUrl(writer, 'faq') }],
  };
}
