import { type BillingDetails, billingDetails } from '../../../supabase/functions/_shared/contracts/billing.ts';
import { fieldProblems } from '../../../supabase/functions/_shared/contracts/fields.ts';

export const billingFieldNames = [
  'legal_name',
  'address_line1',
  'address_line2',
  'postal_code',
  'city',
  'country',
  'vat_id',
  'invoice_email',
  'reference',
  'e_invoice_address',
] as const;
export type BillingFieldName = (typeof billingFieldNames)[number];

/** Billing details as they are typed: every field a text, empty when not given. */
export type BillingForm = Record<BillingFieldName, string>;

/** Sentences of what is wrong, by field. */
export type BillingErrors = Partial<Record<BillingFieldName, string>>;

/** What is known of a company before it entered billing details. */
interface BillingCompany {
  company_name: string;
  business_id: string;
  country: string;
  email: string;
}

/** Fills a form with the texts of `values` (a row of `billing_profiles`, a draft); anything else in it stays as in `base`. */
export function fillBillingForm(values: Record<string, unknown>, base: Partial<BillingForm> = {}): BillingForm {
  const pairs = billingFieldNames.map((name) => {
    const value = values[name];
    return [name, typeof value === 'string' ? value : (base[name] ?? '')];
  });
  return Object.fromEntries(pairs) as BillingForm;
}

/** A first suggestion from the company account. A Finnish VAT number is the business id without its dash, after FI. */
export function suggestBilling(company: BillingCompany): BillingForm {
  return fillBillingForm({
    legal_name: company.company_name,
    country: company.country,
    invoice_email: company.email,
    vat_id: company.country === 'FI' ? `FI${company.business_id.replace('-', '')}` : '',
  });
}

type CheckedBilling =
  | { details: BillingDetails; problems: null }
  | { details: null; problems: Partial<Record<BillingFieldName, string>> };

/** Checks a form by the contract: the tidy details, or a word per field that is not right ('required', 'too_long', 'email', …). */
export function checkBilling(form: BillingForm): CheckedBilling {
  const parsed = billingDetails.safeParse(form);
  if (parsed.success) return { details: parsed.data, problems: null };
  return { details: null, problems: fieldProblems(parsed.error, form) };
}
