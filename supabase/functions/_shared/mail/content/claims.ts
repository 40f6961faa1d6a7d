import { formatNumber } from '../../../../../src/i18n/format.ts';
import { greet, type MailContent, type Writer } from '../content.ts';
import type { MailData } from '../kinds.ts';
import { pageUrl, productUrl, proofUrl } from '../links.ts';

/** To the company whose serial another one registered too; says nothing of who that is (R15). */
export function writeDisputeOpened(writer: Writer, data: MailData<'dispute_opened'>): MailContent {
  const { translate } = writer;
  return {
    subject: translate('mails.dispute_opened.subject', { model: data.model }),
    preheader: translate('mails.dispute_opened.preheader'),
    heading: translate('mails.dispute_opened.heading'),
    greeting: greet(translate, data.contact_name),
    paragraphs: [translate('mails.dispute_opened.text'), translate('mails.dispute_opened.proof')],
    details: describeProduct(writer, data),
    button: { label: translate('mails.dispute_opened.button'), url: proofUrl(writer, data.product_id) },
  };
}

/** To both companies of a dispute, each about its own product. */
export function writeDisputeDecided(writer: Writer, data: MailData<'dispute_decided'>): MailContent {
  const { translate } = writer;
  const { outcome } = data;
  return {
    subject: translate(`mails.dispute_decided.subject_${outcome}`, { model: data.model }),
    preheader: translate('mails.dispute_decided.preheader'),
    heading: translate('mails.dispute_decided.heading'),
    greeting: greet(translate, data.contact_name),
    paragraphs: [translate(`mails.dispute_decided.${outcome}`)],
    details: describeProduct(writer, data),
    button: { label: translate('mails.dispute_decided.button'), url: productUrl(writer, data.product_id) },
    notes: outcome === 'lost' ? [translate('mails.dispute_decided.disagree')] : [],
  };
}

/** To both companies of a transfer; neither is named to the other (R15). */
export function writeProductTransferred(writer: Writer, data: MailData<'product_transferred'>): MailContent {
  const { translate, locale } = writer;
  const { role, points } = data;
  const text = role === 'buyer' && !points ? 'buyer_incomplete' : role;
  const change: [string, string][] = points
    ? [[translate('mails.label.points'), `${points > 0 ? '+' : '−'}${formatNumber(Math.abs(points), locale)}`]]
    : [];
  return {
    subject: translate(`mails.product_transferred.subject_${role}`, { model: data.model }),
    preheader: translate('mails.product_transferred.preheader'),
    heading: translate(`mails.product_transferred.heading_${role}`),
    greeting: greet(translate, data.contact_name),
    paragraphs: [translate(`mails.product_transferred.${text}`)],
    details: [...describeProduct(writer, data), ...change],
    button: {
      label: translate(`mails.product_transferred.button_${role}`),
      url: role === 'buyer' ? productUrl(writer, data.product_id) : pageUrl(writer, 'products'),
    },
    notes: [translate('mails.product_transferred.not_you')],
  };
}

/** To staff: somebody claims a serial reported stolen. */
export function writeStolenSerialClaimed(writer: Writer, data: MailData<'stolen_serial_claimed'>): MailContent {
  const { translate } = writer;
  const reference: [string, string][] = data.reference ? [[translate('mails.label.reference'), data.reference]] : [];
  return {
    subject: translate('mails.stolen_serial_claimed.subject', { model: data.model, serial: data.serial ?? '' }),
    preheader: translate('mails.stolen_serial_claimed.preheader'),
    heading: translate('mails.stolen_serial_claimed.heading'),
    greeting: greet(translate, data.name),
    paragraphs: [
      translate('mails.stolen_serial_claimed.text', { company: data.company_name }),
      translate('mails.stolen_serial_claimed.where'),
    ],
    details: [
      ...describeProduct(writer, data),
      [translate('mails.label.company'), data.company_name],
      ...reference,
      [translate('mails.label.dispute'), data.dispute_id],
    ],
  };
}

function describeProduct(
  { translate }: Writer,
  { model, serial }: { model: string; serial?: string | null | undefined },
): [string, string][] {
  const number: [string, string][] = serial ? [[translate('mails.label.serial'), serial]] : [];
  return [[translate('mails.label.model'), model], ...number];
}
