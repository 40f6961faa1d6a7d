import * as z from 'zod/mini';
import type { BillingDetails } from '../../../supabase/functions/_shared/contracts/billing.ts';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import { type BillingForm, fillBillingForm, suggestBilling } from './billing-form.ts';

const companySchema = z.object({
  company_name: z.string(),
  business_id: z.string(),
  country: z.string(),
  email: z.string(),
});

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
