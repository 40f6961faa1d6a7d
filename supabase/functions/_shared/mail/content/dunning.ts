import { formatDate, formatMoney } from '../../../../../src/i18n/format.ts';
import { greet, type MailContent, type Writer } from '../content.ts';
import type { MailData } from '../kinds.ts';
import { pageUrl } from '../links.ts';
import { nameTier } from '../name-tier.ts';

type Dunning = MailData<'payment_past_due'>;

/** An invoice whose due date is over, and the reminders of it: everything still works (R13). */
export function writePaymentPastDue(writer: Writer, data: Dunning): MailContent {
  const { translate } = writer;
  const facts = describe(writer, data);
  const kind = data.reminder === undefined ? 'payment_past_due' : 'payment_reminder';
  const again = data.next_attempt_at
    ? [translate('mails.payment_past_due.again', { nextOn: formatDate(data.next_attempt_at, writer.locale) })]
    : [];
  return {
    ...facts.frame,
    subject: translate(`mails.${kind}.subject`, { number: facts.number }),
    preheader: translate('mails.payment_past_due.preheader', { amount: facts.amount }),
    heading: translate(`mails.${kind}.heading`),
    paragraphs: [
      translate(`mails.${kind}.text`, facts.words),
      ...again,
      translate('mails.payment_past_due.next', facts.words),
    ],
  };
}

/** The last days before it is suspended. */
export function writeMembershipGrace(writer: Writer, data: Dunning): MailContent {
  return writeStep(writer, data, 'membership_grace');
}

/** Read-only from now on: nothing is lost, one payment restores it. */
export function writeMembershipSuspended(writer: Writer, data: Dunning): MailContent {
  return writeStep(writer, data, 'membership_suspended');
}

/** All is paid: everything works again. */
export function writeMembershipRestored(writer: Writer, data: Dunning): MailContent {
  const { translate } = writer;
  return {
    subject: translate('mails.membership_restored.subject'),
    preheader: translate('mails.membership_restored.preheader'),
    heading: translate('mails.membership_restored.heading'),
    greeting: greet(translate, data.contact_name),
    paragraphs: [
      translate('mails.membership_restored.text', {
        company: data.company_name,
        tier: nameTier(writer, data.tier_code),
      }),
    ],
    button: { label: translate('mails.membership_started.button'), url: pageUrl(writer, 'membership') },
  };
}

/** The end, why, and how to come back. */
export function writeMembershipEnded(writer: Writer, data: MailData<'membership_ended'>): MailContent {
  const { translate } = writer;
  const words = { company: data.company_name, date: formatDate(data.last_day, writer.locale) };
  return {
    subject: translate('mails.membership_ended.subject', words),
    preheader: translate('mails.membership_ended.preheader'),
    heading: translate('mails.membership_ended.heading'),
    greeting: greet(translate, data.contact_name),
    paragraphs: [
      translate(`mails.membership_ended.${data.reason}`, words),
      translate('mails.membership_ended.kept'),
      translate(`mails.membership_ended.back_${data.reason === 'points_missing' ? 'points' : 'tiers'}`),
    ],
    button:
      data.reason === 'points_missing'
        ? { label: translate('mails.membership_ended.button_products'), url: pageUrl(writer, 'products') }
        : { label: translate('mails.membership_ended.button'), url: pageUrl(writer, 'tiers') },
    links: [{ label: translate('mails.link.faq'), url: pageUrl(writer, 'faq') }],
  };
}

function writeStep(writer: Writer, data: Dunning, kind: 'membership_grace' | 'membership_suspended'): MailContent {
  const { translate } = writer;
  const facts = describe(writer, data);
  return {
    ...facts.frame,
    subject: translate(`mails.${kind}.subject`, { number: facts.number }),
    preheader: translate(`mails.${kind}.preheader`),
    heading: translate(`mails.${kind}.heading`),
    paragraphs: [translate(`mails.${kind}.text`, facts.words), translate(`mails.${kind}.next`, facts.words)],
  };
}

function describe(writer: Writer, data: Dunning) {
  const { translate, locale } = writer;
  const showDay = (day: string | null | undefined) => (day ? formatDate(day, locale) : '–');
  const number = data.number ?? '–';
  const amount = formatMoney(data.total_minor ?? 0, data.currency, locale);
  const details: [string, string][] = [
    [translate('mails.label.invoice'), number],
    [translate('mails.label.amount'), amount],
    [translate('mails.label.due_on'), showDay(data.due_on)],
  ];
  const portal = pageUrl(writer, 'invoices');
  return {
    number,
    amount,
    words: {
      company: data.company_name,
      number,
      amount,
      dueOn: showDay(data.due_on),
      graceOn: showDay(data.grace_on),
      suspendedOn: showDay(data.suspended_on),
      endsOn: showDay(data.ends_on),
    },
    frame: {
      greeting: greet(translate, data.contact_name),
      details,
      button: { label: translate('mails.card_declined.button'), url: data.hosted_url ?? portal },
      links: [
        { label: translate('mails.link.invoices'), url: portal },
        ...(data.payment_method === 'card'
          ? [{ label: translate('mails.link.change_card'), url: pageUrl(writer, 'membership') }]
          : []),
      ],
      notes: [translate('mails.payment_past_due.crossed')],
    },
  };
}
