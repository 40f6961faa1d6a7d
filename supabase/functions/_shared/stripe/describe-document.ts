import type Stripe from 'stripe';
import { brand, sellerAccounts } from '../../../../src/brand.ts';

type Tax = NonNullable<Stripe.Invoice['total_taxes']>[number];
type Rates = ReadonlyMap<string, number>;

/** A tax of a document or line: rate in per cent, Stripe's word for the reason, amounts in the smallest unit. */
export interface PrintedTax {
  rate: number | null;
  reason: string;
  taxable_minor: number;
  tax_minor: number;
}

/** Ids of the tax rates of some taxes. */
export function listRateIds(taxes: readonly Tax[]): string[] {
  return taxes.flatMap((tax) => tax.tax_rate_details?.tax_rate ?? []);
}

/** Taxes as they are printed. */
export function describeTaxes(taxes: readonly Tax[], rates: Rates): PrintedTax[] {
  return taxes.map((tax) => ({
    rate: rates.get(tax.tax_rate_details?.tax_rate ?? '') ?? null,
    reason: tax.taxability_reason,
    taxable_minor: tax.taxable_amount ?? 0,
    tax_minor: tax.amount,
  }));
}

/** What is printed on an invoice, for `service.mirror_invoice`; fixed at Stripe once it is finalised. */
export function describePrint(invoice: Stripe.Invoice, rates: Rates) {
  return {
    seller: describeSeller(invoice),
    customer_name: invoice.customer_name,
    customer_email: invoice.customer_email,
    customer_address: invoice.customer_address,
    customer_tax_ids: invoice.customer_tax_ids ?? [],
    reference: invoice.custom_fields?.[0]?.value ?? null,
    footer: invoice.footer,
    taxes: describeTaxes(invoice.total_taxes ?? [], rates),
    lines: invoice.lines.data.map((line) => describeLine(line, rates)),
  };
}

function describeLine(line: Stripe.InvoiceLineItem, rates: Rates) {
  const [tax] = describeTaxes(line.taxes ?? [], rates);
  return {
    stripe_line_id: line.id,
    description: line.description,
    quantity: line.quantity ?? 1,
    amount_minor: line.amount,
    period_start: new Date(line.period.start * 1000).toISOString(),
    period_end: new Date(line.period.end * 1000).toISOString(),
    tax_rate: tax?.rate ?? null,
    tax_reason: tax?.reason ?? null,
    tax_minor: tax?.tax_minor ?? 0,
  };
}

/** Stripe prints the name of its account; the rest is the brand's on the day of issue, with the account into which this currency is paid. */
function describeSeller(invoice: Stripe.Invoice) {
  const account = sellerAccounts[invoice.currency.toUpperCase()] ?? null;
  return { ...brand.seller, name: invoice.account_name ?? brand.seller.name, account };
}
