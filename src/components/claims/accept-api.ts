import * as z from 'zod/mini';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';

const offerSchema = z.object({
  model_code: z.string(),
  model_name: z.string(),
  points: z.number(),
  /** Part of it is masked. */
  serial: z.string(),
  expires_at: z.string(),
  /** The person acts for the seller. */
  is_own: z.boolean(),
});
const companySchema = z.object({ account_id: z.string(), company_name: z.string(), country: z.string() });
const resultSchema = z.object({ product_id: z.string(), points: z.number() });

/** What a release link brings. */
export type Offer = z.infer<typeof offerSchema>;
/** A company the person may register products for. */
export type Company = z.infer<typeof companySchema>;
export type Acceptance = z.infer<typeof resultSchema>;

/** The purchase as the buyer gives it; dates are ISO 8601, null for what comes later. */
export interface Purchase {
  purchased_on: string | null;
  purchase_country: string | null;
  dealer_name: string | null;
}

/** Reads what a link brings. Throws a PortalError: release_invalid, not_allowed. */
export async function previewRelease(token: string): Promise<Offer> {
  const { data, error } = await database().rpc('preview_release', { token });
  if (error) throw toPortalError(error);
  return z.parse(offerSchema, data);
}

/** The companies the person may register products for. Throws a PortalError. */
export async function listKeptCompanies(): Promise<Company[]> {
  const { data, error } = await database()
    .from('account_overview')
    .select('account_id, company_name, country')
    .in('role', ['owner', 'products'])
    .order('company_name');
  if (error) throw toPortalError(error);
  return z.parse(z.array(companySchema), data);
}

/** Takes a product over. Safe to repeat. Throws a PortalError: release_invalid, release_own, product_disputed, membership_suspended, … */
export async function acceptRelease(token: string, accountId: string, purchase: Purchase): Promise<Acceptance> {
  const given = Object.fromEntries(Object.entries(purchase).filter(([, value]) => value !== null));
  const { data, error } = await database().rpc('accept_release', { token, for_account: accountId, ...given });
  if (error) throw toPortalError(error);
  return z.parse(resultSchema, data);
}
