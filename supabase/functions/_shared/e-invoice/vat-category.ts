/** A VAT category of EN 16931 (UNCL 5305) with its rate in per cent; one without tax says why, by a code (VATEX code list) where there is a true one. */
export interface VatCategory {
  code: 'S' | 'Z' | 'E' | 'AE' | 'O';
  /** Per cent; null for what is outside the tax. */
  rate: number | null;
  exemption?: { code?: string; reason: string };
}

const reverseCharge = { code: 'VATEX-EU-AE', reason: 'Reverse charge' };
const outsideScope = { code: 'VATEX-EU-O', reason: 'Not subject to VAT' };
/** Stripe does not say by which article; a code would name one. */
const exempt = { reason: 'Exempt from VAT' };
const exemptReasons = ['customer_exempt', 'product_exempt', 'product_exempt_holiday', 'proportionally_rated'];

/** The category of a tax by Stripe's word for why it is what it is; what is taxed with something is never exempt. */
export function readVatCategory(reason: string | null, rate: number | null): VatCategory {
  if (reason === 'reverse_charge') return { code: 'AE', rate: 0, exemption: reverseCharge };
  if (rate !== null && rate > 0) return { code: 'S', rate };
  if (reason !== null && exemptReasons.includes(reason)) return { code: 'E', rate: 0, exemption: exempt };
  if (reason === 'zero_rated' || reason === 'standard_rated' || reason === 'reduced_rated')
    return { code: 'Z', rate: 0 };
  return { code: 'O', rate: null, exemption: outsideScope };
}
