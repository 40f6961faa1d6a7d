/** A VAT category of EN 16931 (UNCL 5305) with its rate in per cent; one without tax says why (VATEX code list). */
export interface VatCategory {
  code: 'S' | 'Z' | 'E' | 'AE' | 'O';
  /** Per cent; null for what is outside the tax. */
  rate: number | null;
  exemption?: { code: string; reason: string };
}

const reverseCharge = { code: 'VATEX-EU-AE', reason: 'Reverse charge' };
const outsideScope = { code: 'VATEX-EU-O', reason: 'Not subject to VAT' };

/** The category of a tax by Stripe's word for why it is what it is. */
export function readVatCategory(reason: string | null, rate: number | null): VatCategory {
  if (reason === 'reverse_charge') return { code: 'AE', rate: 0, exemption: reverseCharge };
  if (reason === 'customer_exempt' || reason === 'product_exempt' || reason === 'proportionally_rated') {
    return { code: 'E', rate: 0, exemption: { code: 'VATEX-EU-132', reason: 'Exempt from VAT' } };
  }
  if (rate !== null && rate > 0) return { code: 'S', rate };
  if (reason === 'zero_rated' || reason === 'standard_rated' || reason === 'reduced_rated')
    return { code: 'Z', rate: 0 };
  return { code: 'O', rate: null, exemption: outsideScope };
}
