import type { Double } from '../double.ts';
import { makeId } from '../identifiers.ts';
import { mergeMetadata } from '../metadata.ts';
import type { Collections } from '../store.ts';
import { copyCustomer } from './invoice-make.ts';
import { listTaxIds } from './tax-ids.ts';
import { computeTax, findTaxSituation } from './taxes.ts';

type Invoice = Collections['invoice'];
type Line = Invoice['lines']['data'][number];

interface LineParts {
  /** The whole line in the smallest unit. */
  amount: number;
  currency: string;
  description: string | null;
  quantity: number;
  price: Collections['price'];
  period: { start: number; end: number };
  metadata?: Record<string, string | number | null> | string | null | undefined;
  subscription?: string | null;
  parent: Line['parent'];
}

/** Makes one line of an invoice. */
export function makeLine(invoice: Invoice, parts: LineParts): Line {
  return {
    id: makeId('il', 24),
    object: 'line_item',
    amount: parts.amount,
    currency: parts.currency,
    description: parts.description,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: invoice.id,
    livemode: false,
    metadata: mergeMetadata({}, parts.metadata),
    parent: parts.parent,
    period: parts.period,
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: parts.price.id, product: parts.price.product },
      type: 'price_details',
      unit_amount_decimal: parts.price.unit_amount_decimal,
    },
    quantity: parts.quantity,
    quantity_decimal: String(parts.quantity),
    subscription: parts.subscription ?? null,
    subtotal: parts.amount,
    taxes: [],
  };
}

/** Computes taxes and totals of a draft anew from its lines and the customer as it is now. */
export function computeTotals(double: Double, invoice: Invoice): void {
  const customer = double.store.get('customer', invoice.customer ?? '');
  if (customer) copyCustomer(invoice, customer, listTaxIds(double, customer.id));
  const situation = invoice.automatic_tax.enabled && customer ? findTaxSituation(double, customer) : undefined;
  if (invoice.automatic_tax.enabled) {
    invoice.automatic_tax.status = situation ? 'complete' : 'requires_location_inputs';
  }
  const { data } = invoice.lines;
  for (const line of data) {
    const price = double.store.get('price', line.pricing?.price_details?.price ?? '');
    line.taxes = situation ? [computeTax(double, line.amount, price?.tax_behavior ?? null, situation)] : [];
  }
  const taxes = data.flatMap((line) => line.taxes ?? []);
  const added = sum(taxes.filter((tax) => tax.tax_behavior === 'exclusive').map((tax) => tax.amount));
  const contained = sum(taxes.filter((tax) => tax.tax_behavior === 'inclusive').map((tax) => tax.amount));
  invoice.subtotal = sum(data.map((line) => line.amount));
  invoice.subtotal_excluding_tax = invoice.subtotal - contained;
  invoice.total_excluding_tax = invoice.subtotal - contained;
  invoice.total = invoice.subtotal + added;
  invoice.total_taxes = groupTaxes(taxes);
  invoice.amount_due = Math.max(0, invoice.total);
  invoice.amount_remaining = invoice.amount_due;
}

function groupTaxes(taxes: NonNullable<Line['taxes']>): NonNullable<Line['taxes']> {
  const groups = new Map<string, NonNullable<Line['taxes']>[number]>();
  for (const tax of taxes) {
    const key = `${tax.tax_rate_details?.tax_rate}:${tax.taxability_reason}`;
    const group = groups.get(key);
    if (group) {
      group.amount += tax.amount;
      group.taxable_amount = (group.taxable_amount ?? 0) + (tax.taxable_amount ?? 0);
    } else groups.set(key, structuredClone(tax));
  }
  return [...groups.values()];
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
