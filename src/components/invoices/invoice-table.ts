import * as z from 'zod/mini';
import { type Locale, localeRow } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import { printedTaxSchema } from './invoice-details.ts';
import { invoiceSchema, readInvoiceStatus } from './invoice-status.ts';

const amounts = { subtotal_minor: z.int(), tax_minor: z.int(), total_minor: z.int() };

/** An invoice with its parts, for the file. Amounts in the smallest unit of `currency`. */
export const exportedInvoiceSchema = z.extend(invoiceSchema, {
  ...amounts,
  amount_paid_minor: z.int(),
  amount_remaining_minor: z.int(),
  reference: z.nullable(z.string()),
  taxes: z.nullable(z.array(printedTaxSchema)),
});
export type ExportedInvoice = z.infer<typeof exportedInvoiceSchema>;

/** A credit note, for the file: a row of its own below its invoice, with the signs turned. */
export const exportedNoteSchema = z.object({
  ...amounts,
  id: z.string(),
  number: z.string(),
  invoice_id: z.string(),
  status: z.enum(['issued', 'void']),
  currency: z.string(),
  /** The moment orders the rows, the day is the note's date. */
  issued_at: z.string(),
  issued_on: z.string(),
  taxes: z.array(printedTaxSchema),
});
export type ExportedNote = z.infer<typeof exportedNoteSchema>;

const columns = [
  'kind',
  'number',
  'date',
  'due',
  'paid',
  'net',
  'rate',
  'reason',
  'tax',
  'total',
  'paid_amount',
  'left',
  'currency',
  'state',
  'reference',
  'belongs_to',
] as const;
type Cells = Partial<Record<(typeof columns)[number], string>>;

/** The rows of the file, headings first. Amounts with the decimal sign of the language, without currency; `today` tells what is overdue. */
export function makeInvoiceTable(
  invoices: readonly ExportedInvoice[],
  notes: readonly ExportedNote[],
  locale: Locale,
  text: Text,
  today: string,
): string[][] {
  const format = new Intl.NumberFormat(localeRow(locale).intl, { minimumFractionDigits: 2, useGrouping: false });
  const rate = new Intl.NumberFormat(localeRow(locale).intl, { useGrouping: false });
  // A spreadsheet reads '-' as the sign, not the longer one of typography.
  const amount = (minor: number): string => format.format(minor / 100).replace('\u2212', '-');
  const writeTaxes = (taxes: ExportedInvoice['taxes']): Cells => ({
    rate: (taxes ?? []).map((tax) => (tax.rate === null ? '' : rate.format(tax.rate))).join(', '),
    reason: (taxes ?? []).map(({ reason }) => text(`exports.invoices.why.${nameReason(reason)}`)).join(', '),
  });
  const writeInvoice = (invoice: ExportedInvoice): Cells => ({
    kind: text('exports.invoices.kind_invoice'),
    number: invoice.number ?? '',
    date: invoice.issued_on ?? invoice.created_at.slice(0, 10),
    due: invoice.due_on ?? '',
    paid: invoice.paid_on ?? '',
    net: amount(invoice.subtotal_minor),
    tax: amount(invoice.tax_minor),
    total: amount(invoice.total_minor),
    paid_amount: amount(invoice.amount_paid_minor),
    left: amount(invoice.status === 'open' ? invoice.amount_remaining_minor : 0),
    currency: invoice.currency.toUpperCase(),
    state: text(`invoices.status.${readInvoiceStatus(invoice, today).word}`),
    reference: invoice.reference ?? '',
    ...writeTaxes(invoice.taxes),
  });
  const writeNote = (note: ExportedNote, invoice: ExportedInvoice): Cells => ({
    kind: text('exports.invoices.kind_note'),
    number: note.number,
    date: note.issued_on,
    net: amount(-note.subtotal_minor),
    tax: amount(-note.tax_minor),
    total: amount(-note.total_minor),
    currency: note.currency.toUpperCase(),
    state: note.status === 'void' ? text('invoices.status.void') : '',
    reference: invoice.reference ?? '',
    belongs_to: invoice.number ?? '',
    ...writeTaxes(note.taxes),
  });
  const table = invoices.flatMap((invoice) => [
    writeInvoice(invoice),
    ...notes.filter(({ invoice_id: id }) => id === invoice.id).map((note) => writeNote(note, invoice)),
  ]);
  return [
    columns.map((name) => text(`exports.invoices.${name}`)),
    ...table.map((cells) => columns.map((name) => cells[name] ?? '')),
  ];
}

/** Stripe's word for why a tax is what it is, in the words there are for it. */
function nameReason(reason: string): 'standard' | 'reduced' | 'zero' | 'reverse' | 'exempt' | 'other' {
  if (reason === 'reverse_charge') return 'reverse';
  if (reason.includes('exempt')) return 'exempt';
  const [first] = reason.split('_');
  return first === 'standard' || first === 'reduced' || first === 'zero' ? first : 'other';
}
