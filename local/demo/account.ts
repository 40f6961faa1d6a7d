/** A product as its company has typed it; what is left out is missing on the product too. */
export interface DemoProduct {
  /** Code in the catalogue (supabase/seed/10_catalogue.sql). */
  model: string;
  serial?: string;
  /** ISO date. */
  boughtOn?: string;
  /** Finland unless given. */
  country?: string;
  dealer?: string;
  /** The date and the dealer are the member's best guess. */
  isEstimate?: boolean;
}

/** An account of the old CPS system, whose products wait to be moved (S3). */
export interface DemoLegacyAccount {
  email: string;
  membershipNumber: string;
  products: DemoProduct[];
}

/** A company account to sign in with, in one situation of the guide. */
export interface DemoAccount {
  /** Printed at the start. */
  situation: string;
  email: string;
  companyName: string;
  businessId: string;
  country: string;
  contactName: string;
  locale: string;
  /** Old address as given in the form. */
  legacyEmail?: string;
  products: DemoProduct[];
  legacy?: DemoLegacyAccount;
  /** Joins CPS by card on this tier. */
  tier?: string;
}

/** The password of every demo account; these accounts exist on this machine alone. */
export const demoPassword = 'valokeila-demo';
