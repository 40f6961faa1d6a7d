import { describe, expect, it } from 'vitest';
import {
  type ExportedInvoice,
  type ExportedNote,
  makeInvoiceTable,
} from '../../../src/components/invoices/invoice-table.ts';
import { makePointsTable } from '../../../src/components/points/points-table.ts';
import { writeCsv } from '../../../src/lib/csv.ts';
import { readWords } from '../../support/exported-product.ts';

const text = readWords('fi');

describe('a file for spreadsheets', () => {
  it('begins with the mark of UTF-8, parts by semicolons and guards what would be a formula', () => {
    expect(
      writeCsv([
        ['Malli', 'Myyjä'],
        ['=1+1', '@x'],
        ['-5', '-5,50'],
        ['-x', 'a;b "c"'],
      ]),
    ).toBe('\uFEFFMalli;Myyjä\r\n\'=1+1;\'@x\r\n-5;"-5,50"\r\n\'-x;"a;b ""c"""\r\n');
  });

  it('holds the ledger with reasons and balance', () => {
    const entry = {
      id: 'e',
      entry_number: 1,
      kind: 'award',
      points: 400,
      balance_after: 400,
      reason: null,
      created_at: '2026-11-22T10:00:00Z',
      product_id: 'p',
    } as const;
    const model = { name: 'Valokeila R5' };
    const product = { serial_number: '052031002290', removed_at: null, claim: 'held' };
    expect(makePointsTable([{ ...entry, model, product }], text)).toEqual([
      ['Päivä', 'Malli', 'Sarjanumero', 'Syy', 'Selite', 'Pisteet', 'Saldo'],
      ['2026-11-22', 'Valokeila R5', '052031002290', 'Tuotteen tiedot ovat valmiina', '', '400', '400'],
    ]);
  });

  it('holds invoices with amounts as the language writes them', () => {
    const invoice = {
      id: 'i',
      membership_id: null,
      number: 'CPS-1',
      status: 'open',
      currency: 'eur',
      subtotal_minor: 100_000,
      tax_minor: 25_500,
      total_minor: -125_500,
      credited_minor: 0,
      amount_paid_minor: 0,
      amount_remaining_minor: 125_500,
      reference: 'PO-7',
      taxes: [{ rate: 25.5, reason: 'standard_rated', taxable_minor: 100_000, tax_minor: 25_500 }],
      issued_on: '2026-11-01',
      due_on: '2026-11-15',
      paid_on: null,
      hosted_url: null,
      pdf_url: null,
      created_at: '2026-11-01T00:00:00Z',
    } satisfies ExportedInvoice;
    const note = {
      id: 'n',
      number: 'CPS-1-CN-01',
      invoice_id: 'i',
      status: 'issued',
      currency: 'eur',
      subtotal_minor: 100_000,
      tax_minor: 25_500,
      total_minor: 125_500,
      issued_at: '2026-11-19T23:00:00Z',
      issued_on: '2026-11-20',
      taxes: invoice.taxes,
    } satisfies ExportedNote;
    const [headings, ...rows] = makeInvoiceTable([invoice], [note], 'fi', text, '2026-11-22');
    expect(headings).toHaveLength(16);
    expect(rows).toEqual([
      [
        'Lasku',
        'CPS-1',
        '2026-11-01',
        '2026-11-15',
        '',
        '1000,00',
        '25,5',
        'Yleinen verokanta',
        '255,00',
        '-1255,00',
        '0,00',
        '1255,00',
        'EUR',
        'Erääntynyt',
        'PO-7',
        '',
      ],
      [
        'Hyvityslasku',
        'CPS-1-CN-01',
        '2026-11-20',
        '',
        '',
        '-1000,00',
        '25,5',
        'Yleinen verokanta',
        '-255,00',
        '-1255,00',
        '',
        '',
        'EUR',
        '',
        'PO-7',
        'CPS-1',
      ],
    ]);
    expect(makeInvoiceTable([invoice], [], 'en', readWords('en'), '2026-11-22')[1]?.[5]).toBe('1000.00');
    const reasons = ['reverse_charge', 'customer_exempt', 'zero_rated', 'not_collecting'];
    const taxes = reasons.map((reason) => ({ rate: 0, reason, taxable_minor: 0, tax_minor: 0 }));
    expect(makeInvoiceTable([{ ...invoice, taxes }], [], 'en', readWords('en'), '2026-11-22')[1]?.[7]).toBe(
      'Reverse charge, Exempt, Zero rate, Other reason',
    );
  });
});
