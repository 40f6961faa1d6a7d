import { formatDate, formatMoney } from '../../../../../src/i18n/format.ts';
import { findLastDayOfTerm } from '../../contracts/days.ts';
import { greet, type MailContent, type Writer } from '../content.ts';
import type { MailData } from '../kinds.ts';
import { pageUrl } from '../links.ts';
import { nameTier } from '../name-tier.ts';

/** The renewal or the end, 60, 30 and 7 days ahead (R12): tier, price, day, and how to change it. */
export function writeRenewalNotice(writer: Writer, data: MailData<'renewal_notice'>): MailContent {
  const { translate } = writer;
  const facts = describeRenewal(writer, data);
  const { outcome } = data;
  const end = outcome === 'ends' || outcome === 'ends_points' || outcome === 'ends_unpaid' ? outcome : null;
  const isRenewed = end === null;
  return {
    subject: translate(`mails.renewal_notice.subject_${isRenewed ? 'renews' : 'ends'}`, facts.words),
    preheader: translate('mails.renewal_notice.preheader'),
    heading: translate(`mails.renewal_notice.heading_${isRenewed ? 'renews' : 'ends'}`, facts.words),
    greeting: greet(translate, data.contact_name),
    paragraphs: [
      translate(`mails.renewal_notice.${outcome}`, facts.words),
      ...(isRenewed ? [translate(`mails.renewal_notice.${data.payment_method}`)] : []),
      translate(`mails.renewal_notice.change_${end ?? 'renews'}`, facts.words),
    ],
    details: isRenewed ? facts.details : [],
    button: { label: translate('mails.membership_started.button'), url: pageUrl(writer, 'membership') },
    links: [{ label: translate('mails.link.faq'), url: pageUrl(writer, 'faq') }],
  };
}

/** A new term has begun. */
export function writeMembershipRenewed(writer: Writer, data: MailData<'membership_renewed'>): MailContent {
  const { translate } = writer;
  const facts = describeRenewal(writer, { ...data, next_ends_on: data.ends_on, ends_on: data.starts_on });
  return {
    subject: translate('mails.membership_renewed.subject', facts.words),
    preheader: translate('mails.membership_renewed.preheader'),
    heading: translate('mails.membership_renewed.heading'),
    greeting: greet(translate, data.contact_name),
    paragraphs: [
      translate('mails.membership_renewed.text', facts.words),
      ...(data.outcome === 'lowered' ? [translate('mails.membership_renewed.lowered', facts.words)] : []),
      translate(`mails.membership_renewed.${data.payment_method}`),
    ],
    details: [[translate('mails.label.number'), data.number], ...facts.details],
    button: { label: translate('mails.membership_started.button'), url: pageUrl(writer, 'membership') },
  };
}

/** A higher tier from now on (R9), for the amount that was quoted. */
export function writeMembershipUpgraded(writer: Writer, data: MailData<'membership_upgraded'>): MailContent {
  const { translate, locale } = writer;
  const words = {
    company: data.company_name,
    tier: nameTier(writer, data.tier_code),
    formerTier: nameTier(writer, data.from_tier_code),
    amount: formatMoney(data.total_minor, data.currency, locale),
    date: formatDate(findLastDayOfTerm(data.ends_on), locale),
  };
  return {
    subject: translate('mails.membership_upgraded.subject', words),
    preheader: translate('mails.membership_upgraded.preheader'),
    heading: translate('mails.membership_upgraded.heading', words),
    greeting: greet(translate, data.contact_name),
    paragraphs: [
      translate('mails.membership_upgraded.text', words),
      translate('mails.membership_upgraded.amount', words),
      translate(`mails.membership_upgraded.${data.payment_method}`),
    ],
    button: { label: translate('mails.membership_started.button'), url: pageUrl(writer, 'membership') },
  };
}

/** The saved card expires before it is charged next. */
export function writeCardExpiring(writer: Writer, data: MailData<'card_expiring'>): MailContent {
  const { translate, locale } = writer;
  const words = {
    brand: data.brand.charAt(0).toUpperCase() + data.brand.slice(1),
    last4: data.last4,
    lastDay: formatDate(data.last_day, locale),
    chargeOn: data.charge_on ? formatDate(data.charge_on, locale) : '–',
  };
  return {
    subject: translate('mails.card_expiring.subject', words),
    preheader: translate('mails.card_expiring.preheader', words),
    heading: translate('mails.card_expiring.heading'),
    greeting: greet(translate, data.contact_name),
    paragraphs: [translate('mails.card_expiring.text', words), translate('mails.card_expiring.next')],
    button: { label: translate('mails.card_expiring.button'), url: pageUrl(writer, 'membership') },
  };
}

/** Money for an invoice of a membership that had ended: it is safe, and people look after it. */
export function writeLatePayment(writer: Writer, data: MailData<'late_payment'>): MailContent {
  const { translate, locale } = writer;
  const words = {
    number: data.number ?? '–',
    amount: formatMoney(data.total_minor, data.currency, locale),
    date: data.last_day ? formatDate(data.last_day, locale) : '–',
  };
  return {
    subject: translate('mails.late_payment.subject', words),
    preheader: translate('mails.late_payment.preheader'),
    heading: translate('mails.late_payment.heading'),
    greeting: greet(translate, data.contact_name),
    paragraphs: [translate('mails.late_payment.text', words), translate('mails.late_payment.next')],
    button: { label: translate('mails.membership_ended.button'), url: pageUrl(writer, 'tiers') },
    links: [{ label: translate('mails.link.invoices'), url: pageUrl(writer, 'invoices') }],
  };
}

function describeRenewal(writer: Writer, data: MailData<'renewal_notice'>) {
  const { translate, locale } = writer;
  const nextBegins = formatDate(data.ends_on, locale);
  const isEnd = data.outcome.startsWith('ends');
  const words = {
    company: data.company_name,
    date: isEnd ? formatDate(findLastDayOfTerm(data.ends_on), locale) : nextBegins,
    days: data.days ?? 0,
    formerTier: nameTier(writer, data.tier_code),
    tier: nameTier(writer, data.next_tier_code ?? data.tier_code),
    amount: typeof data.amount_minor === 'number' ? formatMoney(data.amount_minor, data.currency, locale) : '–',
  };
  const details: [string, string][] = [
    [translate('mails.label.tier'), words.tier],
    [translate('mails.label.price'), translate('mails.renewal_notice.price', { amount: words.amount })],
  ];
  if (data.next_ends_on)
    details.push([
      translate('mails.label.term'),
      `${nextBegins} – ${formatDate(findLastDayOfTerm(data.next_ends_on), locale)}`,
    ]);
  return { words, details };
}
