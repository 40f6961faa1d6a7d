import { describe, expect, it } from 'vitest';
import { writeErrorFile } from '../../../src/components/imports/error-file.ts';
import { importFields } from '../../../src/components/imports/fields.ts';
import { makeCatalogue } from '../../../src/components/imports/find-model.ts';
import type { ImportRow } from '../../../src/components/imports/import-row.ts';
import { matchColumns } from '../../../src/components/imports/match-columns.ts';
import { readCsv } from '../../../src/components/imports/read-csv.ts';
import { readRows } from '../../../src/components/imports/read-rows.ts';
import { makeProductTable } from '../../../src/components/products/product-table.ts';
import { enabledLocales } from '../../../src/i18n/locales.ts';
import { writeCsv } from '../../../src/lib/csv.ts';
import { exportedProduct, readWords } from '../../support/exported-product.ts';

const text = readWords('fi');
const row = (change: Partial<ImportRow>): ImportRow => ({
  row_number: 1,
  source: ['R5', '1'],
  model_id: null,
  serial_number: '1',
  fate: 'refused',
  missing: [],
  points: 0,
  reason: 'serial_format',
  hint: '052031002290',
  product_id: null,
  outcome: null,
  ...change,
});

describe('the file of refused rows', () => {
  it('has the same cells, and why in one more column', () => {
    const file = writeErrorFile(
      ['Malli', 'Sarja'],
      [row({}), row({ fate: 'complete' }), row({ source: ['=1+1'], reason: 'formula' })],
      text,
    );
    expect(readCsv('x', file.slice(1)).rows).toEqual([
      ['Malli', 'Sarja', 'Syy'],
      ['R5', '1', text('errors.serial_format', { hint: '052031002290' })],
      ["'=1+1", '', text('imports.reason.formula')],
    ]);
  });

  it('can be imported again: the column of reasons is no field', () => {
    const header = readCsv('x', writeErrorFile(['Malli', 'Sarjanumero'], [row({})], text).slice(1)).rows[0] ?? [];
    expect(Object.values(matchColumns(header)).filter((column) => column !== null)).toEqual([1, 0].sort());
  });
});

describe.each(enabledLocales)('an exported file of products in %s', (locale) => {
  const words = readWords(locale);

  it('names its columns so that the import knows them', () => {
    const [header = []] = makeProductTable([], locale, words);
    const choice = matchColumns(header);
    expect(importFields.map((field) => choice[field])).toEqual(importFields.map((_, column) => column));
  });

  it('is imported as the same products', () => {
    const products = [
      exportedProduct({
        serial_number: '-0043',
        dealer_name: '@Kuvakulma; "Oy"',
        dealer_is_estimate: true,
        purchase_country: 'GB',
      }),
      exportedProduct({
        serial_number: null,
        purchased_on: null,
        purchase_country: null,
        dealer_name: null,
        missing: ['dealer'],
      }),
      exportedProduct({ serial_number: '=5', purchased_on_is_estimate: true, purchase_country: 'SE' }),
    ];
    const [header = [], ...rows] = readCsv('x', writeCsv(makeProductTable(products, locale, words)).slice(1)).rows;
    const catalogue = makeCatalogue([{ id: 'm', code: 'VK-R5', name: 'Valokeila R5', is_registrable: true }]);
    const lines = readRows(rows, { columns: matchColumns(header), order: 'dmy', catalogue, meant: new Map() });
    const same = [
      'serial_number',
      'purchased_on',
      'purchased_on_is_estimate',
      'purchase_country',
      'dealer_name',
      'dealer_is_estimate',
    ] as const;
    for (const [index, line] of lines.entries()) {
      expect(line).toMatchObject({ model_id: 'm', problem: null });
      for (const name of same) expect(line[name], name).toEqual(products[index]?.[name]);
    }
  });
});
