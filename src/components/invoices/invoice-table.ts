import * as z from 'zod/mini';
import { type Locale, localeRow } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import { invoiceSchema, readInvoiceStatus } from './invoice-status.ts';

export const exportedInvoiceSchema = z.extend(invoiceSchema, { subtotal_minor: z.number(), tax_minor: z.number() });

/** An invoice with its parts, for the file. Amounts in the smallest unit of `currency`. */
export type ExportedInvoice = z.infer<typeof exportedInvoiceSchema>;

/** The rows of the file, headings first. Amounts with the decimal sign of the language, without currency; `today` tells what is overdue. */
export function makeInvoiceTable(
  invoices: readonly ExportedInvoice[],
  locale: Locale,
  text: Text,
  today: string,
): string[][] {
  const format = new Intl.NumberFormat(localeRow(locale).intl, { minimumFractionDigits: 2, useGrouping: false });
  // A spreadsheet reads '-' as the sign, not the longer one of typography.
  const amount = (minor: number): string => format.format(minor / 100).replace('\u2212', '-');
  const names = ['number', 'date', 'due', 'paid', 'net', 'tax', 'total', 'currency', 'state'] as const;
  const facts = { methods: new Map(), hasCard: false };
  const table = invoices.map((invoice) => [
    invoice.number ?? '',
    (invoice.issued_at ?? invoice.created_at).slice(0, 10),
    invoice.due_on ?? '',
    invoice.paid_at?.slice(0, 10) ?? '',
    amount(invoice.subtotal_minor),
    amount(invoice.tax_minor),
    amount(invoice.total_minor),
    invoice.currency.toUpperCase(),
    text(`invoices.status.${readInvoiceStatus(invoice, facts, today).word}`),
  ]);
  return [names.map((name) => text(`exports.invoices.${name}`)), ...table];
}
