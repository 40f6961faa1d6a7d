import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IssuedDocument } from '../../../supabase/functions/_shared/e-invoice/issued-document.ts';
import { writeAmount } from '../../../supabase/functions/_shared/e-invoice/write-amount.ts';
import { writeDocument } from '../../../supabase/functions/_shared/e-invoice/write-document.ts';
import { createDocument, creditWhole } from './document-factory.ts';
import { findBrokenRules } from './en16931.ts';
import { findAll, readText, readXml } from './read-xml.ts';

const read = (document: IssuedDocument) => readXml(writeDocument(document));
const norwegian = { customer_tax_ids: [{ type: 'no_vat', value: '123456789MVA' }] };
const swedish = { customer_tax_ids: [{ type: 'eu_vat', value: 'SE556036079301' }] };

describe('an e-invoice', () => {
  test.each([
    ['a Finnish company', createDocument([9900])],
    ['a Swedish company with a VAT number', createDocument([19_900], { rate: 0, reason: 'reverse_charge' }, swedish)],
    ['an exempt customer', createDocument([9900], { rate: 0, reason: 'customer_exempt' })],
    ['what is exempt in part', createDocument([9900], { rate: 12, reason: 'proportionally_rated' })],
    ['what is taxed with nothing', createDocument([9900], { rate: 0, reason: 'zero_rated' })],
    [
      'a country where nothing is collected',
      createDocument([9900], { rate: null, reason: 'not_collecting' }, norwegian),
    ],
    ['an upgrade that gives something back', createDocument([-4150, 8300])],
    ['three lines whose taxes are rounded apart', createDocument([3333, 3333, 3334])],
    ['a company that had credit', createDocument([9900], undefined, { balance_used_minor: 2425 })],
    [
      'a company without reference and e-invoice address',
      createDocument([9900], undefined, { reference: null, e_invoice_address: null }),
    ],
  ])('for %s keeps the rules of EN 16931, and so does its credit note', (_whose, document) => {
    expect(findBrokenRules(read(document))).toEqual([]);
    const note = read(creditWhole(document));
    expect(findBrokenRules(note)).toEqual([]);
    expect(note.name).toBe('CreditNote');
  });

  test('adds up whatever its lines are', () => {
    const rate = fc.constantFrom(0, 8.1, 17, 19, 21, 24, 25.5, 27);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9_999_999 }), { minLength: 1, maxLength: 6 }),
        rate,
        (amounts, percent) => {
          const tax = { rate: percent, reason: percent === 0 ? 'zero_rated' : 'standard_rated' };
          expect(findBrokenRules(read(createDocument(amounts, tax)))).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('says reverse charge with its reason and both VAT numbers', () => {
    const invoice = read(createDocument([9900], { rate: 0, reason: 'reverse_charge' }, swedish));
    const [category] = findAll(invoice, 'cac:TaxTotal', 'cac:TaxSubtotal', 'cac:TaxCategory');
    if (!category) throw new Error('no category');
    expect(readText(category, 'cbc:ID')).toBe('AE');
    expect(readText(category, 'cbc:TaxExemptionReasonCode')).toBe('VATEX-EU-AE');
    expect(readText(invoice, 'cac:AccountingCustomerParty', 'cac:Party', 'cac:PartyTaxScheme', 'cbc:CompanyID')).toBe(
      'SE556036079301',
    );
  });

  test('says that something is exempt, and by no article nobody has named', () => {
    const xml = writeDocument(createDocument([9900], { rate: 0, reason: 'customer_exempt' }));
    expect(xml).toContain('<cbc:TaxExemptionReason>Exempt from VAT</cbc:TaxExemptionReason>');
    expect(xml).not.toContain('TaxExemptionReasonCode');
  });

  test('names where it goes, what it refers to and where the money goes', () => {
    const invoice = read(createDocument([9900]));
    const [endpoint] = findAll(invoice, 'cac:AccountingCustomerParty', 'cac:Party', 'cbc:EndpointID');
    expect([endpoint?.attributes.schemeID, endpoint?.text]).toEqual(['0216', '003712345671']);
    expect(readText(invoice, 'cbc:BuyerReference')).toBe('PO-7');
    expect(readText(invoice, 'cac:PaymentMeans', 'cac:PayeeFinancialAccount', 'cbc:ID')).toBe('DE89370400440532013000');
    expect(readText(invoice, 'cac:PaymentMeans', 'cbc:PaymentID')).toBe('ABC-0001');
  });

  test('writes what has a meaning in XML as text', () => {
    const xml = writeDocument(createDocument([9900]));
    expect(xml).toContain('<cbc:Name>Line 1 &lt;&amp;&gt; "Ääkköset"</cbc:Name>');
  });

  test('without an account at Stripe names the one of the seller', () => {
    const invoice = read({ ...createDocument([109_000], undefined, { currency: 'SEK' }), bank: null });
    expect(readText(invoice, 'cac:PaymentMeans', 'cac:PayeeFinancialAccount', 'cbc:ID')).toMatch(/^FI\d{16}$/);
    expect(readText(invoice, 'cac:PaymentMeans', 'cbc:PaymentMeansCode')).toBe('30');
  });

  test('of a credit note without lines has one for each tax', () => {
    const document = creditWhole(createDocument([-4150, 8300]));
    const note = read({ ...document, credit_note: document.credit_note && { ...document.credit_note, lines: [] } });
    expect(findBrokenRules(note)).toEqual([]);
    expect(findAll(note, 'cac:CreditNoteLine', 'cbc:LineExtensionAmount').map(({ text }) => text)).toEqual(['41.50']);
  });

  test('of a credit note names the invoice it credits', () => {
    const note = read(creditWhole(createDocument([9900])));
    expect(readText(note, 'cac:BillingReference', 'cac:InvoiceDocumentReference', 'cbc:ID')).toBe('ABC-0001');
    expect(findAll(note, 'cac:CreditNoteLine', 'cbc:CreditedQuantity')).toHaveLength(1);
  });
});

test('a rule that is broken is found', () => {
  const document = createDocument([9900], undefined, { total_minor: 1, customer_tax_ids: null });
  expect(findBrokenRules(read(document))).toContain('BR-CO-15');
  const reverse = createDocument([9900], { rate: 0, reason: 'reverse_charge' }, { customer_tax_ids: [] });
  expect(findBrokenRules(read(reverse))).toEqual(['BR-AE-02']);
});

test('amounts have a point and two digits', () => {
  expect([0, 5, 50, 12_425, -1, -12_400].map(writeAmount)).toEqual([
    '0.00',
    '0.05',
    '0.50',
    '124.25',
    '-0.01',
    '-124.00',
  ]);
});
