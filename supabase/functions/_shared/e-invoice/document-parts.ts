import type { IssuedDocument, IssuedLine, PrintedTax } from './issued-document.ts';
import { readVatCategory, type VatCategory } from './vat-category.ts';

/** One row of the VAT breakdown (BG-23). Amounts in the smallest unit. */
export interface VatGroup {
  category: VatCategory;
  taxable: number;
  tax: number;
}

/** A document in what EN 16931 wants to know of it. Amounts in the smallest unit. */
export interface DocumentParts {
  kind: 'invoice' | 'credit_note';
  number: string;
  issuedOn: string;
  /** The invoice a credit note belongs to. */
  preceding: { number: string; issuedOn: string } | null;
  lines: readonly IssuedLine[];
  groups: readonly VatGroup[];
  net: number;
  tax: number;
  gross: number;
  /** Paid in advance, by credit of the company. */
  prepaid: number;
}

/** Reads the parts of an invoice, or of its credit note when there is one. */
export function readParts({ invoice, credit_note: note, lines, issued_on }: IssuedDocument): DocumentParts {
  const source = note ?? { ...invoice, lines, issued_on };
  const printed =
    source.lines.length > 0 ? source.lines : makeLines(source.taxes, source.subtotal_minor, invoice.number);
  return {
    kind: note ? 'credit_note' : 'invoice',
    number: source.number,
    issuedOn: source.issued_on,
    preceding: note ? { number: invoice.number, issuedOn: issued_on } : null,
    lines: printed,
    groups: groupTaxes(source.taxes, printed, source.subtotal_minor),
    net: source.subtotal_minor,
    tax: source.tax_minor,
    gross: source.total_minor,
    prepaid: note ? 0 : invoice.balance_used_minor,
  };
}

/** One line per tax for a credit note of an amount, which has none at Stripe: EN 16931 wants at least one (BR-16). The last takes what rounding left. */
function makeLines(taxes: readonly PrintedTax[], net: number, description: string): IssuedLine[] {
  const shares = taxes.length > 0 ? taxes : [{ rate: null, reason: null, taxable_minor: net }];
  let left = net;
  return shares.map(({ rate, reason, taxable_minor }, index) => {
    const amount_minor = index === shares.length - 1 ? left : taxable_minor;
    left -= amount_minor;
    return { description, quantity: 1, amount_minor, tax_rate: rate, tax_reason: reason };
  });
}

/** The breakdown by category and rate; without any tax all is outside its scope. */
function groupTaxes(taxes: readonly PrintedTax[], lines: readonly IssuedLine[], net: number): VatGroup[] {
  const groups = new Map<string, VatGroup>();
  for (const tax of taxes) {
    const category = readVatCategory(tax.reason, tax.rate);
    const group = groups.get(nameCategory(category)) ?? { category, taxable: 0, tax: 0 };
    group.tax += tax.tax_minor;
    groups.set(nameCategory(category), group);
  }
  for (const line of lines) {
    const category = readVatCategory(line.tax_reason, line.tax_rate);
    const group = groups.get(nameCategory(category)) ?? { category, taxable: 0, tax: 0 };
    group.taxable += line.amount_minor;
    groups.set(nameCategory(category), group);
  }
  return groups.size > 0 ? [...groups.values()] : [{ category: readVatCategory(null, null), taxable: net, tax: 0 }];
}

function nameCategory({ code, rate }: VatCategory): string {
  return `${code} ${rate ?? ''}`;
}
