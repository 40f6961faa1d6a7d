import * as z from 'zod/mini';
import { database } from '../../lib/database.ts';
import { explainRefusal } from '../../lib/ended-session.ts';
import { PortalError, toPortalError } from '../../lib/errors.ts';
import { type CompanyDetails, type CompanyFacts, vatIdStates } from './company-facts.ts';

const companyRow = z.object({
  company_name: z.string(),
  business_id: z.string(),
  country: z.string(),
  contact_name: z.string(),
  email: z.string(),
  legacy_email: z.nullable(z.string()),
  locale: z.string(),
});
const numberRow = z.object({ number: z.string(), origin: z.enum(['issued', 'former']), issued_at: z.string() });
const billingRow = z.object({
  legal_name: z.string(),
  address_line1: z.string(),
  address_line2: z.nullable(z.string()),
  postal_code: z.string(),
  city: z.string(),
  country: z.string(),
  vat_id: z.nullable(z.string()),
  invoice_email: z.string(),
  reference: z.nullable(z.string()),
  e_invoice_address: z.nullable(z.string()),
  vat_id_state: z.nullable(z.enum(vatIdStates)),
});
const billingColumns = Object.keys(billingRow.shape).join(', ');
const cardRow = z.object({
  brand: z.string(),
  last4: z.string(),
  expiry_month: z.number(),
  expiry_year: z.number(),
});

/** Everything the page shows of a company; billing details and card are null for roles that may not see them. Throws a PortalError. */
export async function readCompany(accountId: string): Promise<CompanyFacts> {
  const client = database();
  const [company, numbers, billing, card] = await Promise.all([
    client
      .from('accounts')
      .select('company_name, business_id, country, contact_name, email, legacy_email, locale')
      .eq('id', accountId),
    client
      .from('membership_numbers')
      .select('number, origin, issued_at')
      .eq('account_id', accountId)
      .order('issued_at', { ascending: false }),
    client.from('billing_profiles').select(billingColumns).eq('account_id', accountId),
    client.from('saved_cards').select('brand, last4, expiry_month, expiry_year').eq('account_id', accountId),
  ]);
  const error = company.error ?? numbers.error ?? billing.error ?? card.error;
  if (error) throw toPortalError(error);
  return {
    details: z.parse(companyRow, company.data?.[0]),
    numbers: z.parse(z.array(numberRow), numbers.data),
    billing: z.parse(z.nullable(billingRow), billing.data?.[0] ?? null),
    card: z.parse(z.nullable(cardRow), card.data?.[0] ?? null),
  };
}

/** Stores what an owner may change of the company. Throws a PortalError; `not_allowed` when nothing was changed. */
export async function saveCompany(
  accountId: string,
  { company_name, contact_name, locale }: Pick<CompanyDetails, 'company_name' | 'contact_name' | 'locale'>,
): Promise<void> {
  const changed = await database()
    .from('accounts')
    .update({ company_name, contact_name, locale })
    .eq('id', accountId)
    .select('id');
  if (changed.error) throw toPortalError(changed.error);
  // Row-level security hides the row from everybody but owners: no error, and no row either.
  if (changed.data.length === 0) throw await explainRefusal(new PortalError('not_allowed'));
}
