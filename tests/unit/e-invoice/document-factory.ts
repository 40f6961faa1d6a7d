import type { IssuedDocument, IssuedLine } from '../../../supabase/functions/_shared/e-invoice/issued-document.ts';

interface Tax {
  rate: number | null;
  reason: string;
}

/** An issued invoice with one line per amount (cents, before tax), all with the same tax, which is rounded line by line as Stripe does. */
export function createDocument(
  amounts: readonly number[],
  { rate, reason }: Tax = { rate: 25.5, reason: 'standard_rated' },
  change: Partial<IssuedDocument['invoice']> = {},
): IssuedDocument {
  const lines: IssuedLine[] = amounts.map((amount_minor, index) => ({
    description: `Line ${index + 1} <&> "Ääkköset"`,
    quantity: 1,
    amount_minor,
    tax_rate: rate,
    tax_reason: reason,
    period_starts_on: '2026-11-22',
    period_ends_on: '2027-11-21',
  }));
  const net = amounts.reduce((sum, amount) => sum + amount, 0);
  const tax = amounts.reduce((sum, amount) => sum + Math.round((amount * (rate ?? 0)) / 100), 0);
  return {
    invoice: {
      number: 'ABC-0001',
      currency: 'EUR',
      subtotal_minor: net,
      tax_minor: tax,
      total_minor: net + tax,
      balance_used_minor: 0,
      due_on: '2026-12-22',
      reference: 'PO-7',
      footer: null,
      customer_name: 'Kuvaamo Äyräpää & Co',
      customer_email: 'laskut@kuvaamo.example',
      customer_address: { line1: 'Kuvakatu 1', line2: null, postal_code: '00100', city: 'Helsinki', country: 'FI' },
      customer_tax_ids: [{ type: 'eu_vat', value: 'FI12345671' }],
      e_invoice_address: '0216:003712345671',
      seller: {
        name: 'Valokeila Oy',
        street: 'Linssikatu 5',
        postcode: '00100',
        city: 'Helsinki',
        country: 'FI',
        businessId: '0000000-0',
        vatId: 'FI00000000',
        eInvoiceAddress: '0216:003700000000',
        account: { holder: 'Valokeila Oy', iban: 'FI5699999900000001', bic: 'VALOFIHH' },
      },
      taxes: [{ rate, reason, taxable_minor: net, tax_minor: tax }],
      ...change,
    },
    issued_on: '2026-11-22',
    lines,
    credit_note: null,
    bank: {
      holder: 'Valokeila Oy',
      iban: 'DE89370400440532013000',
      bic: 'TESTDE2A',
      account_number: null,
      sort_code: null,
    },
  };
}

/** The same with a credit note for the whole of it. */
export function creditWhole(document: IssuedDocument): IssuedDocument {
  const { subtotal_minor, tax_minor, total_minor, taxes } = document.invoice;
  const note = {
    number: 'ABC-0001-CN-01',
    memo: null,
    issued_on: '2026-11-30',
    subtotal_minor,
    tax_minor,
    total_minor,
    taxes,
  };
  return { ...document, credit_note: { ...note, lines: document.lines } };
}
