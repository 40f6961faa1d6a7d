import * as z from 'zod/mini';
import type { BillingDetails } from '../../../supabase/functions/_shared/contracts/billing.ts';
import {
  type CorrectionAnswer,
  correctionAnswer,
  type EInvoiceAnswer,
  eInvoiceAnswer,
  type PayNowAnswer,
  payNowAnswer,
} from '../../../supabase/functions/_shared/contracts/invoicing.ts';
import { database } from '../../lib/database.ts';
import { PortalError, toPortalError } from '../../lib/errors.ts';
import { callFunction } from '../../lib/functions.ts';
import {
  bankAccountSchema,
  correctionSchema,
  creditNoteSchema,
  type InvoiceFacts,
  invoiceDetailsSchema,
  invoiceLineSchema,
  savedCardSchema,
} from './invoice-details.ts';
import { methodSchema } from './invoice-status.ts';
import { readOpenInvoices } from './open-invoices.ts';

const columnsOf = (schema: { shape: object }) => Object.keys(schema.shape).join(', ');
const first = <Schema extends z.ZodMiniType>(schema: Schema, rows: unknown): z.infer<Schema> | null =>
  z.parse(z.nullable(schema), (rows as unknown[] | null)?.[0] ?? null);

/** Everything the page of an issued invoice shows. Throws a PortalError: `invoice_not_found` also for another company's. */
export async function readInvoiceFacts(accountId: string, invoiceId: string): Promise<InvoiceFacts> {
  const client = database();
  const [open, ...answers] = await Promise.all([
    readOpenInvoices(accountId),
    client
      .from('invoices')
      .select(columnsOf(invoiceDetailsSchema))
      .eq('account_id', accountId)
      .eq('id', invoiceId)
      .neq('status', 'draft'),
    client
      .from('invoice_lines')
      .select(columnsOf(invoiceLineSchema))
      .eq('account_id', accountId)
      .eq('invoice_id', invoiceId)
      .order('position'),
    client
      .from('credit_notes')
      .select(columnsOf(creditNoteSchema))
      .eq('account_id', accountId)
      .eq('invoice_id', invoiceId)
      .order('issued_at'),
    client
      .from('bank_accounts')
      .select(`currency, ${columnsOf(bankAccountSchema)}`)
      .eq('account_id', accountId),
    client.from('saved_cards').select(columnsOf(savedCardSchema)).eq('account_id', accountId).limit(1),
    client.from('memberships').select('id, payment_method').eq('account_id', accountId),
    client
      .from('invoice_corrections')
      .select(columnsOf(correctionSchema))
      .eq('account_id', accountId)
      .or(`old_invoice_id.eq.${invoiceId},new_invoice_id.eq.${invoiceId}`)
      .order('requested_at', { ascending: false }),
    client.from('programme_settings').select('correction_days').limit(1),
  ]);
  for (const { error } of answers) if (error) throw toPortalError(error);
  const [invoices, lines, notes, accounts, cards, memberships, corrections, settings] = answers.map(
    ({ data }) => data as unknown,
  );
  const invoice = first(invoiceDetailsSchema, invoices);
  if (!invoice) throw new PortalError('invoice_not_found');
  const inCurrency = <Row extends { currency: string }>(rows: Row[]) =>
    rows.find(({ currency }) => currency === invoice.currency);
  const methods = z.parse(z.array(methodSchema), memberships);
  const changes = z.parse(z.array(correctionSchema), corrections);
  return {
    invoice,
    lines: z.parse(z.array(invoiceLineSchema), lines),
    notes: z.parse(z.array(creditNoteSchema), notes),
    account: inCurrency(z.parse(z.array(z.extend(bankAccountSchema, { currency: z.string() })), accounts)) ?? null,
    open: open.get(invoice.id) ?? null,
    card: first(savedCardSchema, cards),
    payBy: methods.find(({ id }) => id === invoice.membership_id)?.payment_method ?? null,
    correction: changes.find((change) => change.old_invoice_id === invoiceId) ?? null,
    firstIssuedOn: changes.find((change) => change.new_invoice_id === invoiceId)?.first_issued_on ?? invoice.issued_on,
    correctionDays: first(z.object({ correction_days: z.int() }), settings)?.correction_days ?? 0,
  };
}

/** Pays with the saved card now; asking twice pays once. Throws a PortalError. */
export async function payNow(accountId: string, invoiceId: string): Promise<PayNowAnswer> {
  return z.parse(payNowAnswer, await callFunction('invoicing', { action: 'pay_now', accountId, invoiceId }));
}

/** Has an invoice replaced by one with these details. Throws a PortalError. */
export async function correctInvoice(
  accountId: string,
  invoiceId: string,
  billing: BillingDetails,
): Promise<CorrectionAnswer> {
  return z.parse(
    correctionAnswer,
    await callFunction('invoicing', { action: 'correct', accountId, invoiceId, billing }),
  );
}

/** The e-invoice file of an invoice, or of one of its credit notes. Throws a PortalError. */
export async function readEInvoice(
  accountId: string,
  invoiceId: string,
  creditNoteId: string | null,
): Promise<EInvoiceAnswer> {
  const wish = { action: 'e_invoice', accountId, invoiceId, creditNoteId };
  return z.parse(eInvoiceAnswer, await callFunction('invoicing', wish));
}
