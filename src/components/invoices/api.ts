import * as z from 'zod/mini';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import { type Invoice, invoiceSchema, methodSchema, type PaymentFacts } from './invoice-status.ts';
import { readOpenInvoices } from './open-invoices.ts';

/** The most invoices one page shows; a company gets a few a year. */
const mostInvoices = 200;
const columns =
  'id, membership_id, number, status, currency, total_minor, credited_minor, issued_on, due_on, paid_on, hosted_url, pdf_url, created_at';

/** The company's invoices, newest first, without drafts, and how they are paid. Throws a PortalError. */
export async function readInvoices(accountId: string): Promise<{ invoices: readonly Invoice[]; facts: PaymentFacts }> {
  const client = database();
  const [invoices, memberships, cards, open] = await Promise.all([
    client
      .from('invoices')
      .select(columns)
      .eq('account_id', accountId)
      .neq('status', 'draft')
      .order('created_at', { ascending: false })
      .limit(mostInvoices),
    client.from('memberships').select('id, payment_method').eq('account_id', accountId),
    client.from('saved_cards').select('account_id').eq('account_id', accountId).limit(1),
    readOpenInvoices(accountId),
  ]);
  const error = invoices.error ?? memberships.error ?? cards.error;
  if (error) throw toPortalError(error);
  const methods = z.parse(z.array(methodSchema), memberships.data).map((row) => [row.id, row.payment_method] as const);
  return {
    invoices: z.parse(z.array(invoiceSchema), invoices.data),
    facts: { methods: new Map(methods), hasCard: (cards.data?.length ?? 0) > 0, open },
  };
}
