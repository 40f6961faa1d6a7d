/** The company as the account page shows it; columns of `accounts`. */
export interface CompanyDetails {
  company_name: string;
  business_id: string;
  country: string;
  contact_name: string;
  email: string;
  legacy_email: string | null;
  locale: string;
}

export type Role = 'owner' | 'billing' | 'products' | 'viewer';

export interface MembershipNumberRow {
  number: string;
  origin: 'issued' | 'former';
  issued_at: string;
}

/** Columns of `billing_profiles`. */
export interface BillingRow {
  legal_name: string;
  address_line1: string;
  address_line2: string | null;
  postal_code: string;
  city: string;
  country: string;
  vat_id: string | null;
  invoice_email: string;
  reference: string | null;
  e_invoice_address: string | null;
  vat_id_state: VatIdState | null;
}

/** What the register says of a VAT number. */
export type VatIdState = (typeof vatIdStates)[number];
export const vatIdStates = ['pending', 'verified', 'unverified', 'unavailable', 'unchecked'] as const;

/** Columns of `saved_cards`. */
export interface SavedCard {
  brand: string;
  last4: string;
  expiry_month: number;
  expiry_year: number;
}

export interface CompanyFacts {
  details: CompanyDetails;
  numbers: readonly MembershipNumberRow[];
  billing: BillingRow | null;
  card: SavedCard | null;
}

/** May this role change the company's details? Owners may (as row-level security says, too). */
export function mayEditCompany(role: Role): boolean {
  return role === 'owner';
}

/** May this role see and change billing details and the card? */
export function mayHandleMoney(role: Role): boolean {
  return role === 'owner' || role === 'billing';
}

/** An address on an invoice in its lines, without empty ones; the country comes after them. */
export function writeAddressLines(billing: BillingRow): string[] {
  const lines = [billing.address_line1, billing.address_line2, `${billing.postal_code} ${billing.city}`];
  return lines.filter((line): line is string => Boolean(line?.trim()));
}

/** 'visa' → 'Visa'; Stripe writes brands in lower case. */
export function writeCardBrand(brand: string): string {
  const known: Record<string, string> = { amex: 'American Express', jcb: 'JCB', unionpay: 'UnionPay' };
  return known[brand] ?? brand.charAt(0).toUpperCase() + brand.slice(1);
}

/** What is wrong with the fields an owner may change: 'required' or 'too_long'. */
export function checkCompany(values: { company_name: string; contact_name: string }): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const name of ['company_name', 'contact_name'] as const) {
    const { length } = values[name].trim();
    if (length === 0) problems[name] = 'required';
    else if (length > 200) problems[name] = 'too_long';
  }
  return problems;
}
