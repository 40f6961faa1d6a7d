import * as z from 'zod/mini';
import type { BillingDetails } from '../../../supabase/functions/_shared/contracts/billing.ts';
import { paymentMethods } from '../../../supabase/functions/_shared/contracts/join.ts';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import { type BillingForm, fillBillingForm, suggestBilling } from './billing-form.ts';
import { type Invoice, invoiceSchema, type PaymentFacts } from './invoice-status.ts';

const companySchema = z.object({
  company_name: z.string(),
  business_id: z.string(),
  country: z.string(),
  email: z.string(),
});
/** The most invoices one page shows; a company gets a few a year. */
const mostInvoices = 200;
const columns =
  'id, membership_id, number, status, currency, total_minor, issued_at, due_on, paid_at, hosted_url, pdf_url, created_at';
const methodRows = z.array(z.object({ id: z.string(), payment_method: z.enum(paymentMethods) }));

/** The company's billing details, or a suggestion from its account where none were entered. Throws a PortalError. */
export async function readBilling(accountId: string): Promise<BillingForm> {
  const [profile, company] = await Promise.all([
    database().from('billing_profiles').select('*').eq('account_id', accountId).limit(1),
    database().from('accounts').select('company_name, business_id, country, email').eq('id', accountId).limit(1),
  ]);
  if (profile.error || company.error) throw toPortalError(profile.error ?? company.error);
  const known = profile.data?.[0];
  if (known) return fillBillingForm(known);
  return suggestBilling(z.parse(companySchema, company.data?.[0]));
}

/** Stores the company's billing details (owners and billing only). Throws a PortalError. */
export async function saveBilling(accountId: string, details: BillingDetails): Promise<void> {
  const table = database().from('billing_profiles');
  // Not an upsert: that would need the right to change account_id.
  const changed = await table.update(details).eq('account_id', accountId).select('account_id');
  if (changed.error) throw toPortalError(changed.error);
  if (changed.data.length > 0) return;
  const { error } = await table.insert({ account_id: accountId, ...details });
  if (error) throw toPortalError(error);
}

/** The company's invoices, newest first, without drafts, and how they are paid. Throws a PortalError. */
export async function readInvoices(accountId: string): Promise<{ invoices: readonly Invoice[]; facts: PaymentFacts }> {
  const client = database();
  const [invoices, memberships, cards] = await Promise.all([
    client
      .from('invoices')
      .select(columns)
      .eq('account_id', accountId)
      .neq('status', 'draft')
      .order('created_at', { ascending: false })
      .limit(mostInvoices),
    client.from('memberships').select('id, payment_method').eq('account_id', accountId),
    client.from('saved_cards').select('account_id').eq('account_id', accountId).limit(1),
  ]);
  const error = invoices.error ?? memberships.error ?? cards.error;
  if (error) throw toPortalError(error);
  const methods = z.parse(methodRows, memberships.data).map((row) => [row.id, row.payment_method] as const);
  return {
    invoices: z.parse(z.array(invoiceSchema), invoices.data),
    facts: { methods: new Map(methods), hasCard: (cards.data?.length ?? 0) > 0 },
  };
}
