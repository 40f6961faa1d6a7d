/**
 * How a VAT number looks without its country letters, by those letters (European Commission, VIES FAQ; tax offices of CH, GB, NO). Whether one
 * exists is for the register to say, later (`billing_profiles.vat_id_state`). The database has the same list (`private.is_vat_id`); a test compares the two.
 */
export const vatIdForms: Readonly<Record<string, string>> = {
  AT: 'U\\d{8}',
  BE: '[01]\\d{9}',
  BG: '\\d{9,10}',
  CH: 'E\\d{9}(MWST|TVA|IVA)?',
  CY: '\\d{8}[A-Z]',
  CZ: '\\d{8,10}',
  DE: '\\d{9}',
  DK: '\\d{8}',
  EE: '\\d{9}',
  EL: '\\d{9}',
  ES: '[A-Z0-9]\\d{7}[A-Z0-9]',
  FI: '\\d{8}',
  FR: '[A-Z0-9]{2}\\d{9}',
  GB: '(\\d{9}|\\d{12})',
  HR: '\\d{11}',
  HU: '\\d{8}',
  IE: '\\d[A-Z0-9]\\d{5}[A-Z]{1,2}',
  IT: '\\d{11}',
  LT: '(\\d{9}|\\d{12})',
  LU: '\\d{8}',
  LV: '\\d{11}',
  MT: '\\d{8}',
  NL: '\\d{9}B\\d{2}',
  NO: '\\d{9}(MVA)?',
  PL: '\\d{10}',
  PT: '\\d{9}',
  RO: '\\d{2,10}',
  SE: '\\d{12}',
  SI: '\\d{8}',
  SK: '\\d{10}',
  XI: '(\\d{9}|\\d{12})',
};

/**
 * A VAT number as it is typed, without what only makes it readable: ' fi 1234567-1' → 'FI12345671'. Belgian numbers of nine digits are those of before
 * 2005, which got a 0 in front and are still printed without it.
 */
export function tidyVatId(typed: string): string {
  return typed
    .replace(/[\s.-]/g, '')
    .toUpperCase()
    .replace(/^BE(?=\d{9}$)/, 'BE0');
}

/** Says whether tidy text can be a VAT number of the country it names. */
export function isVatId(text: string): boolean {
  const form = vatIdForms[text.slice(0, 2)];
  return form !== undefined && new RegExp(`^${form}$`).test(text.slice(2));
}
