import { brand } from '../../../src/brand.ts';
import type { Double } from '../double.ts';
import type { Collections } from '../store.ts';
import { formatDate, formatMoney } from './formats.ts';
import { type PdfText, writePdf } from './pdf.ts';
import { createTexts, type Locale } from './texts.ts';

/** Answers with the PDF of an invoice: one page with everything a bookkeeper needs. */
export function renderInvoicePdf(double: Double, invoice: Collections['invoice'], locale: Locale): Response {
  const translate = createTexts(locale);
  const money = (amount: number) => formatMoney(amount, invoice.currency, locale);
  const title = `${translate('invoice')} ${invoice.number}`;
  const texts: PdfText[] = [
    { text: double.sellerName, x: 50, y: 796, size: 12, isBold: true, colour: brand.colours.primary },
    { text: writeSellerAddress(), x: 50, y: 780, size: 9 },
    { text: title, x: 50, y: 750, size: 20, isBold: true },
  ];
  let y = 710;
  const write = (left: string, right: string, isBold = false, column = 430) => {
    texts.push({ text: left, x: 50, y, size: 10, isBold }, { text: right, x: column, y, size: 10, isBold });
    y -= 18;
  };
  const writeFact = (label: string, value: string) => write(label, value.slice(0, 70), false, 180);
  const address = invoice.customer_address;
  writeFact(translate('billedTo'), invoice.customer_name ?? invoice.customer_email ?? '');
  if (address)
    writeFact('', [address.line1, address.postal_code, address.city, address.country].filter(Boolean).join(', '));
  for (const taxId of invoice.customer_tax_ids ?? []) writeFact('', taxId.value ?? '');
  writeFact(translate('issued'), formatDate(invoice.effective_at, locale));
  writeFact(translate('due'), formatDate(invoice.due_date, locale));
  y -= 14;
  write(translate('description'), translate('amount'), true);
  for (const line of invoice.lines.data.slice(0, 20)) write((line.description ?? '').slice(0, 70), money(line.amount));
  y -= 8;
  write(translate('subtotal'), money(invoice.total_excluding_tax ?? invoice.subtotal));
  for (const tax of invoice.total_taxes ?? []) {
    write(translate('tax'), money(tax.amount));
    if (tax.taxability_reason === 'reverse_charge') write(translate('reverseCharge'), '');
  }
  write(translate('total'), money(invoice.total), true);
  write(translate('amountDue'), money(invoice.amount_remaining), true);
  const file = writePdf(texts, title);
  return new Response(Buffer.from(file), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="Invoice-${invoice.number}.pdf"`,
      'cache-control': 'no-store',
    },
  });
}

/** Where the seller is and what it is registered as, as an invoice must say. */
function writeSellerAddress(): string {
  const { street, postcode, city, businessId, vatId } = brand.seller;
  return `${street}, ${postcode} ${city} · ${businessId} · ${vatId}`;
}
