import type Stripe from 'stripe';
import * as z from 'zod/mini';
import type { TaxPlace } from '../_shared/contracts/quote.ts';
import { type QuoteAnswer, quoteAnswer } from '../_shared/contracts/quoted-price.ts';
import { takeQuota } from '../_shared/quotas.ts';
import { Refusal } from '../_shared/refusal.ts';
import { describeTaxes, listRateIds, type PrintedTax } from '../_shared/stripe/describe-document.ts';
import { describeTaxId } from '../_shared/stripe/tax-id.ts';
import { readTaxRates } from '../_shared/stripe/tax-rates.ts';
import type { Tools } from './tools.ts';

const amounts = z.pick(quoteAnswer, { netMinor: true, taxMinor: true, totalMinor: true, taxes: true });
type Amounts = z.infer<typeof amounts>;
const basis = z.object({
  currency: z.string(),
  amount_minor: z.int(),
  issued_on: z.string(),
  due_on: z.string(),
  quote: z.nullable(amounts),
});

/** Questions to Stripe a person may cause in an hour; answers that are known cost nothing. */
const allowed = 60;

/**
 * What a tier will cost with tax in a place, and when the first invoice comes. Stripe reckons; its answer is kept for a day.
 * @throws Refusal payment_service_unavailable: the page then says that the invoice shows the tax
 */
export async function quotePrice(
  tools: Tools,
  person: string,
  wish: { accountId: string; tier: string; place: TaxPlace },
): Promise<QuoteAnswer> {
  const place = nameTaxPlace(wish.place);
  const found = await tools.database('find_quote', { person, for_account: wish.accountId, tier: wish.tier, place });
  const { currency, amount_minor, issued_on, due_on, quote } = basis.parse(found);
  const known = quote ?? (await askStripe(tools, person, { currency, amount: amount_minor, place: wish.place }));
  if (!quote) await tools.database('keep_quote', { currency, amount_minor, place, quote: known });
  return { currency, ...known, issuedOn: issued_on, dueOn: due_on };
}

/** What decides the tax of a place, as a key: the number itself does not, only whose it is. */
function nameTaxPlace({ country, postalCode, vatId }: TaxPlace): string {
  return [country, postalCode.replace(/\s/g, '').toUpperCase(), vatId?.slice(0, 2) ?? ''].join(':');
}

async function askStripe(
  tools: Tools,
  person: string,
  { currency, amount, place }: { currency: string; amount: number; place: TaxPlace },
): Promise<Amounts> {
  const quota = { bucket: 'quote', key: person, allowed, windowSeconds: 3600 };
  if (!(await takeQuota(tools.database, quota))) throw new Refusal('too_many_requests');
  try {
    const preview = await tools.stripe.invoices.createPreview({
      currency: currency.toLowerCase(),
      automatic_tax: { enabled: true },
      customer_details: describePlace(place),
      invoice_items: [{ amount, currency: currency.toLowerCase(), tax_behavior: 'exclusive', description: 'CPS' }],
    });
    return await describeAmounts(tools.stripe, preview);
  } catch (cause) {
    throw new Refusal('payment_service_unavailable', { cause });
  }
}

function describePlace({ country, postalCode, vatId }: TaxPlace): Stripe.InvoiceCreatePreviewParams.CustomerDetails {
  return {
    address: { country, ...(postalCode ? { postal_code: postalCode } : {}) },
    ...(vatId ? { tax_ids: [describeTaxId(vatId)] } : {}),
  };
}

async function describeAmounts(stripe: Stripe, preview: Stripe.Invoice): Promise<Amounts> {
  const taxes = preview.total_taxes ?? [];
  const printed = describeTaxes(taxes, await readTaxRates(stripe, listRateIds(taxes)));
  const taxMinor = printed.reduce((sum, tax) => sum + tax.tax_minor, 0);
  return {
    netMinor: preview.total - taxMinor,
    taxMinor,
    totalMinor: preview.total,
    taxes: printed.map((tax) => ({ rate: readRate(tax), reason: tax.reason, amountMinor: tax.tax_minor })),
  };
}

/** Per cent of a tax. Stripe does not keep the rates of all previews; then it follows from the amounts, which are large enough for a tenth. */
function readRate({ rate, taxable_minor: taxable, tax_minor: tax }: PrintedTax): number | null {
  if (rate !== null) return rate;
  return taxable > 0 && tax > 0 ? Math.round((tax * 1000) / taxable) / 10 : null;
}
