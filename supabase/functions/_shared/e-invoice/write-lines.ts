import type { DocumentParts, VatGroup } from './document-parts.ts';
import type { IssuedLine } from './issued-document.ts';
import { readVatCategory, type VatCategory } from './vat-category.ts';
import { writeAmount } from './write-amount.ts';
import { optional, type Tree } from './write-parties.ts';

/** The lines (BG-25). A line that gives something back has a negative quantity: prices are never negative (BR-27). */
export function writeLines({ kind, lines }: DocumentParts, currency: string): Tree[] {
  const quantityName = kind === 'invoice' ? 'cbc:InvoicedQuantity' : 'cbc:CreditedQuantity';
  return lines.map((line, index) => ({
    'cbc:ID': String(index + 1),
    [quantityName]: { '@unitCode': 'C62', '#': String(line.amount_minor < 0 ? -line.quantity : line.quantity) },
    'cbc:LineExtensionAmount': writeMoney(line.amount_minor, currency),
    ...writePeriod(line),
    'cac:Item': {
      'cbc:Name': line.description ?? 'CPS',
      'cac:ClassifiedTaxCategory': writeCategory(readVatCategory(line.tax_reason, line.tax_rate)),
    },
    'cac:Price': { 'cbc:PriceAmount': { '@currencyID': currency, '#': writePrice(line) } },
  }));
}

/** The VAT breakdown (BG-23) and its sum. */
export function writeTaxes(groups: readonly VatGroup[], tax: number, currency: string): Tree {
  return {
    'cbc:TaxAmount': writeMoney(tax, currency),
    'cac:TaxSubtotal': groups.map((group) => ({
      'cbc:TaxableAmount': writeMoney(group.taxable, currency),
      'cbc:TaxAmount': writeMoney(group.tax, currency),
      'cac:TaxCategory': writeCategory(group.category, true),
    })),
  };
}

/** An amount with its currency. */
export function writeMoney(minor: number, currency: string): Tree {
  return { '@currencyID': currency, '#': writeAmount(minor) };
}

function writeCategory({ code, rate, exemption }: VatCategory, withReason = false): Tree {
  return {
    'cbc:ID': code,
    ...(rate === null ? {} : { 'cbc:Percent': String(rate) }),
    ...(withReason && exemption
      ? { ...optional('cbc:TaxExemptionReasonCode', exemption.code), 'cbc:TaxExemptionReason': exemption.reason }
      : {}),
    'cac:TaxScheme': { 'cbc:ID': 'VAT' },
  };
}

function writePeriod({ period_starts_on: start, period_ends_on: end }: IssuedLine): Tree {
  return start && end ? { 'cac:InvoicePeriod': { 'cbc:StartDate': start, 'cbc:EndDate': end } } : {};
}

/** Net price of one piece; more than two digits where the line does not divide evenly. */
function writePrice({ amount_minor: amount, quantity }: IssuedLine): string {
  const price = Math.abs(amount) / (quantity || 1);
  return Number.isInteger(price) ? writeAmount(price) : (price / 100).toFixed(6);
}
