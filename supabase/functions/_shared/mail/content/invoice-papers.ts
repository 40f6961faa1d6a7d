import { formatDate, formatMoney } from '../../../../../src/i18n/format.ts';
import { greet, type MailContent, type Writer } from '../content.ts';
import type { MailData } from '../kinds.ts';
import { invoiceUrl, pageUrl } from '../links.ts';

/** A bank transfer that pays no invoice by itself: what came, what is missing, and that support knows of it. */
export function writePaymentUnmatched(writer: Writer, data: MailData<'payment_unmatched'>): MailContent {
  const { translate, locale } = writer;
  const received = formatMoney(data.received_minor, data.currency, locale);
  const isPart = typeof data.missing_minor === 'number' && data.missing_minor > 0;
  const missing = formatMoney(data.missing_minor ?? 0, data.currency, locale);
  return {
    subject: translate('mails.payment_unmatched.subject', { amount: received }),
    preheader: translate('mails.payment_unmatched.preheader'),
    heading: translate('mails.payment_unmatched.heading'),
    greeting: greet(translate, null),
    paragraphs: [
      translate('mails.payment_unmatched.text', { company: data.company_name, amount: received }),
      isPart
        ? translate('mails.payment_unmatched.part', { number: data.number ?? '–', missing })
        : translate('mails.payment_unmatched.surplus'),
    ],
    button: {
      label: translate('mails.payment_unmatched.button'),
      url: data.invoice_id ? invoiceUrl(writer, data.invoice_id) : pageUrl(writer, 'invoices'),
    },
  };
}

/** An invoice was replaced: the credit note of the old one and the new one, with its due date when it is to be paid. */
export function writeInvoiceCorrected(writer: Writer, data: MailData<'invoice_corrected'>): MailContent {
  const { translate, locale } = writer;
  const number = data.number ?? '–';
  const details: [string, string][] = [
    [translate('mails.label.invoice'), number],
    [translate('mails.label.amount'), formatMoney(data.total_minor, data.currency, locale)],
  ];
  if (data.due_on) details.push([translate('mails.label.due_on'), formatDate(data.due_on, locale)]);
  return {
    subject: translate('mails.invoice_corrected.subject', { number }),
    preheader: translate('mails.invoice_corrected.preheader'),
    heading: translate('mails.invoice_corrected.heading'),
    greeting: greet(translate, null),
    paragraphs: [
      translate('mails.invoice_corrected.text', {
        company: data.company_name,
        oldNumber: data.old_number ?? '–',
        creditNote: data.credit_note_number ?? '–',
      }),
      data.due_on ? translate('mails.invoice_corrected.open') : translate('mails.invoice_corrected.settled'),
    ],
    details,
    button: { label: translate('mails.invoice_corrected.button'), url: invoiceUrl(writer, data.invoice_id) },
  };
}
