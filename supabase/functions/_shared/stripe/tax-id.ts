/** Type and form of a VAT number as Stripe wants it (docs.stripe.com/billing/customer/tax-ids); in: the number without separators. */
export function describeTaxId(vatId: string): { type: 'eu_vat' | 'gb_vat' | 'ch_vat' | 'no_vat'; value: string } {
  const prefix = vatId.slice(0, 2);
  if (prefix === 'GB') return { type: 'gb_vat', value: vatId };
  if (prefix === 'NO') return { type: 'no_vat', value: vatId.slice(2) };
  const swiss = /^CHE(\d{3})(\d{3})(\d{3})(MWST|TVA|IVA)?$/.exec(vatId);
  if (swiss) return { type: 'ch_vat', value: `CHE-${swiss[1]}.${swiss[2]}.${swiss[3]} ${swiss[4] ?? 'MWST'}` };
  return { type: 'eu_vat', value: vatId };
}

/** A VAT number in the one form in which two are compared. */
export function simplifyTaxId(value: string): string {
  return value.replace(/[^A-Z0-9]/gi, '').toUpperCase();
}
