/**
 * Countries whose companies may join (product.md) with the currency they are billed in; ISO 3166-1 and ISO 4217.
 * `public.countries` holds the same rows; a database test compares the two.
 */
export const memberCountries = {
  AT: 'EUR',
  BE: 'EUR',
  CH: 'CHF',
  CZ: 'CZK',
  DE: 'EUR',
  DK: 'DKK',
  ES: 'EUR',
  FI: 'EUR',
  FR: 'EUR',
  GB: 'GBP',
  HU: 'HUF',
  IE: 'EUR',
  IT: 'EUR',
  LU: 'EUR',
  NL: 'EUR',
  NO: 'NOK',
  PL: 'PLN',
  PT: 'EUR',
  SE: 'SEK',
  SK: 'EUR',
} as const;

export type MemberCountry = keyof typeof memberCountries;
export type Currency = (typeof memberCountries)[MemberCountry];

export const memberCountryCodes = Object.keys(memberCountries) as MemberCountry[];

/** Further countries where a member may have bought a product. */
export const otherPurchaseCountries = [
  'AU',
  'BG',
  'CA',
  'CY',
  'EE',
  'GR',
  'HR',
  'IS',
  'JP',
  'LI',
  'LT',
  'LV',
  'MT',
  'NZ',
  'RO',
  'SG',
  'SI',
  'TR',
  'UA',
  'US',
] as const;

export const purchaseCountryCodes: readonly string[] = [...memberCountryCodes, ...otherPurchaseCountries].sort();
