import type { Double } from '../double.ts';
import type { Collections } from '../store.ts';
import { readCountry } from './find.ts';
import { unionCountries } from './tax-id-forms.ts';
import { listTaxIds } from './tax-ids.ts';
import { vatRates } from './vat-rates.ts';

const sellerCountry = 'FI';

/** What applies to everything a customer buys. `rate` is in hundredths of a per cent. */
interface TaxSituation {
  rate: number;
  reason: 'standard_rated' | 'reverse_charge' | 'customer_exempt' | 'not_collecting';
  country: string;
}

type LineTax = NonNullable<Collections['invoice']['lines']['data'][number]['taxes']>[number];

/** Finds the tax situation of a customer of the Finnish seller; nothing when the country is not known. */
export function findTaxSituation(double: Double, customer: Collections['customer']): TaxSituation | undefined {
  const country = readCountry(customer);
  if (!country) return undefined;
  if (customer.tax_exempt === 'exempt') return { rate: 0, reason: 'customer_exempt', country };
  if (customer.tax_exempt === 'reverse') return { rate: 0, reason: 'reverse_charge', country };
  const hasNumber = listTaxIds(double, customer.id).some((taxId) => taxId.type === 'eu_vat');
  if (hasNumber && country !== sellerCountry && unionCountries.includes(country)) {
    return { rate: 0, reason: 'reverse_charge', country };
  }
  const rate = vatRates[country];
  return rate === undefined
    ? { rate: 0, reason: 'not_collecting', country }
    : { rate, reason: 'standard_rated', country };
}

/** Computes the tax of an amount (smallest unit), added to it or contained in it. */
export function computeTax(double: Double, amount: number, behavior: string | null, situation: TaxSituation): LineTax {
  const isInclusive = behavior === 'inclusive';
  const divisor = isInclusive ? 10_000 + situation.rate : 10_000;
  const tax = Math.sign(amount) * Math.round((Math.abs(amount) * situation.rate) / divisor);
  return {
    amount: tax,
    tax_behavior: isInclusive ? 'inclusive' : 'exclusive',
    tax_rate_details: { tax_rate: keepTaxRate(double, situation, isInclusive) },
    taxability_reason: situation.reason,
    taxable_amount: isInclusive ? amount - tax : amount,
    type: 'tax_rate_details',
  };
}

/** Keeps one tax rate object per country, rate and behaviour, and answers its id. */
function keepTaxRate(double: Double, situation: TaxSituation, isInclusive: boolean): string {
  const id = `txr_${situation.country}${situation.rate}${isInclusive ? 'inclusive' : 'exclusive'}`;
  if (double.store.get('tax_rate', id)) return id;
  double.store.put('tax_rate', {
    id,
    object: 'tax_rate',
    active: false,
    country: situation.country,
    created: double.clock.now(),
    description: null,
    display_name: 'VAT',
    effective_percentage: situation.rate / 100,
    flat_amount: null,
    inclusive: isInclusive,
    jurisdiction: situation.country,
    jurisdiction_level: 'country',
    livemode: false,
    metadata: {},
    percentage: situation.rate / 100,
    rate_type: 'percentage',
    state: null,
    tax_type: 'vat',
  });
  return id;
}
