import { formatDate, formatMoney } from '../../../../../src/i18n/format.ts';
import { greet, type MailContent, type Writer } from '../content.ts';
import type { MailData } from '../kinds.ts';
import { pageUrl } from '../links.ts';

interface Amount {
  number?: string | null | undefined;
  total_minor: number;
  currency: string;
  hosted_url?: string | null | undefined;
}

/** A new invoice: what is due when, and how it is paid (S7, S8). */
export function writeInvoiceIssued(writer: Writer, data: MailData<'invoice_issued'>): MailContent {
  const { translate, locale } = writer;
  const facts = describe(writer, data);
  const dueOn = data.due_on ? formatDate(data.due_on, locale) : '–';
  return {
    subject: translate('mails.invoice_issued.subject', { number: facts.number, dueOn }),
    preheader: translate('mails.invoice_issued.preheader', { amount: facts.amount, dueOn }),
    heading: translate('mails.invoice_issued.heading'),
    greeting: greet(translate, null),
    paragraphs: [
      translate('mails.invoice_issued.text', { company: data.company_name }),
      translate(`mails.invoice_issued.${data.payment_method ?? 'bank_transfer'}`),
    ],
    details: [...facts.details, [translate('mails.label.due_on'), dueOn]],
    button: { label: translate('mails.invoice_issued.button'), url: facts.url },
    links: [facts.allInvoices],
  };
}

/** The receipt. */
export function writeInvoicePaid(writer: Writer, data: MailData<'invoice_paid'>): MailContent {
  const { translate, locale } = writer;
  const facts = describe(writer, data);
  const paidOn: [string, string][] = data.paid_at
    ? [[translate('mails.label.paid_on'), formatDate(data.paid_at, locale)]]
    : [];
  return {
    subject: translate('mails.invoice_paid.subject', { number: facts.number }),
    preheader: translate('mails.invoice_paid.preheader', { amount: facts.amount }),
    heading: translate('mails.invoice_paid.heading'),
    greeting: greet(translate, null),
    paragraphs: [translate('mails.invoice_paid.text', { company: data.company_name })],
    details: [...facts.details, ...paidOn],
    button: { label: translate('mails.invoice_paid.button'), url: facts.url },
    links: [facts.allInvoices],
  };
}

/** A declined card: what happens next and how to pay meanwhile. */
export function writeCardDeclined(writer: Writer, data: MailData<'card_declined'>): MailContent {
  const { translate, locale } = writer;
  const facts = describe(writer, data);
  const next = data.next_attempt_on
    ? translate('mails.card_declined.again', { nextOn: formatDate(data.next_attempt_on, locale) })
    : translate('mails.card_declined.stopped');
  return {
    subject: translate('mails.card_declined.subject', { number: facts.number }),
    preheader: translate('mails.card_declined.preheader'),
    heading: translate('mails.card_declined.heading'),
    greeting: greet(translate, null),
    paragraphs: [translate('mails.card_declined.text', { number: facts.number, amount: facts.amount }), next],
    button: { label: translate('mails.card_declined.button'), url: facts.url },
    links: [{ label: translate('mails.link.change_card'), url: pageUrl(writer, 'membership') }, facts.allInvoices],
  };
}

/** The bank wants to see the member (strong customer authentication). */
export function writeCardActionRequired(writer: Writer, data: MailData<'card_action_required'>): MailContent {
  const { translate } = writer;
  const facts = describe(writer, data);
  return {
    subject: translate('mails.card_action_required.subject', { number: facts.number }),
    preheader: translate('mails.card_action_required.preheader'),
    heading: translate('mails.card_action_required.heading'),
    greeting: greet(translate, null),
    paragraphs: [translate('mails.card_action_required.text', { number: facts.number, amount: facts.amount })],
    button: { label: translate('mails.card_action_required.button'), url: facts.url },
    links: [facts.allInvoices],
  };
}

function describe(writer: Writer, data: Amount) {
  const { translate, locale } = writer;
  const number = data.number ?? '–';
  const amount = formatMoney(data.total_minor, data.currency, locale);
  const details: [string, string][] = [
    [translate('mails.label.invoice'), number],
    [translate('mails.label.amount'), amount],
  ];
  const portal = pageUrl(writer, 'invoices');
  return {
    number,
    amount,
    details,
    url: data.hosted_url ?? portal,
    allInvoices: { label: translate('mails.link.invoices'), url: portal },
  };
}
