/** How a VAT number looks without its country letters (source: European Commission, VIES FAQ). */
const euForms: Record<string, RegExp> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-Z0-9]{2}\d{9}$/,
  HU: /^\d{8}$/,
  IE: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/,
  IT: /^\d{11}$/,
  LU: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  SE: /^\d{12}$/,
  SK: /^\d{10}$/,
};

const otherForms: Record<string, { form: RegExp; country: string }> = {
  gb_vat: { form: /^(GB)?(\d{9}|\d{12})$/, country: 'GB' },
  no_vat: { form: /^(NO)?\d{9}(MVA)?$/, country: 'NO' },
  ch_vat: { form: /^CHE-?\d{3}\.?\d{3}\.?\d{3} ?(MWST|TVA|IVA)$/, country: 'CH' },
  ch_uid: { form: /^CHE-?\d{3}\.?\d{3}\.?\d{3}$/, country: 'CH' },
};

/** The member states of the portal; a business there pays the tax itself (reverse charge) when it gives its number. */
export const unionCountries = Object.keys(euForms);

/** Reads the country of a tax number, or nothing when the number cannot be of that type. Unchecked types pass. */
export function readTaxIdCountry(type: string, value: string): string | undefined {
  const compact = value.replace(/[\s]/g, '').toUpperCase();
  if (type === 'eu_vat') {
    const country = compact.slice(0, 2).replace('EL', 'GR');
    return euForms[country]?.test(compact.slice(2)) ? country : undefined;
  }
  const other = otherForms[type];
  if (other) return other.form.test(compact) ? other.country : undefined;
  return type.slice(0, 2).toUpperCase();
}
