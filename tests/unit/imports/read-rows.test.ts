import { describe, expect, it } from 'vitest';
import { makeCatalogue } from '../../../src/components/imports/find-model.ts';
import { foldText } from '../../../src/components/imports/fold-text.ts';
import { guessColumns } from '../../../src/components/imports/guess-columns.ts';
import { matchColumns } from '../../../src/components/imports/match-columns.ts';
import { findOpenNames } from '../../../src/components/imports/open-names.ts';
import { readRows } from '../../../src/components/imports/read-rows.ts';

const names: [string, string][] = [
  ['VK-R5', 'Valokeila R5'],
  ['VK-R50', 'Valokeila R50'],
  ['VL-50F12', 'Valokeila 50 mm f/1.2'],
  ['VL-50F18', 'Valokeila 50 mm f/1.8'],
  ['VL-2470', 'Valokeila 24–70 mm f/2.8'],
];
const catalogue = makeCatalogue([
  ...names.map(([code, name]) => ({ id: code, code, name, is_registrable: true })),
  { id: 'OLD', code: 'VK-OLD', name: 'Valokeila Vanha', is_registrable: false },
]);
const header = ['Malli', 'Sarjanumero', 'Ostopäivä', 'Ostomaa', 'Jälleenmyyjä'];
const read = (...rows: string[][]) =>
  readRows(rows, {
    columns: matchColumns(header),
    order: 'dmy',
    catalogue,
    meant: new Map([[foldText('viiskymppinen'), 'VL-50F12']]),
  });
const find = (text: string) => catalogue.find(text).map(({ code }) => code);

describe('a model in a cell', () => {
  it('is found by code, by name, by its words, and tells when it can be several', () => {
    expect(find('vk r5')).toEqual(['VK-R5']);
    expect(find('VALOKEILA R5')).toEqual(['VK-R5']);
    expect(find('R5')).toEqual(['VK-R5']);
    expect(find('50 mm f/1.2')).toEqual(['VL-50F12']);
    expect(find('24-70mm')).toEqual(['VL-2470']);
    expect(find('50 mm')).toEqual(['VL-50F12', 'VL-50F18']);
    expect(find('laulava lautanen')).toEqual([]);
    expect(find('Valokeila Vanha')).toEqual(['VK-OLD']);
    expect(find('vanha')).toEqual([]);
    expect(find('')).toEqual([]);
  });

  it('is asked about once, however many rows name it', () => {
    const rows = [['50 mm'], ['50 MM'], ['R5'], ['Laulava lautanen']];
    const open = findOpenNames(rows, matchColumns(['Malli']), catalogue);
    expect(open.map(({ name, rows: count, candidates }) => [name, count, candidates.length])).toEqual([
      ['50 mm', 2, 2],
      ['Laulava lautanen', 1, 0],
    ]);
  });
});

describe('a row', () => {
  it('becomes what is to be registered', () => {
    const [line] = read(['R5', ' 0520 3100 2290 ', 'n. 31.5.2024', 'Suomi', 'Kuvakulma  Helsinki']);
    expect(line).toEqual({
      row_number: 1,
      source: ['R5', ' 0520 3100 2290 ', 'n. 31.5.2024', 'Suomi', 'Kuvakulma  Helsinki'],
      model_id: 'VK-R5',
      serial_number: '0520 3100 2290',
      purchased_on: '2024-05-31',
      purchased_on_is_estimate: true,
      purchase_country: 'FI',
      dealer_name: 'Kuvakulma Helsinki',
      dealer_is_estimate: false,
      problem: null,
    });
  });

  it('may have gaps', () => {
    const [line] = read(['R5', '-', '', 'n/a', '?']);
    expect(line).toMatchObject({
      serial_number: null,
      purchased_on: null,
      purchase_country: null,
      dealer_name: null,
      problem: null,
    });
  });

  it('says what cannot be read', () => {
    const lines = read(
      ['', '1', '', '', ''],
      ['50 mm', '1', '', '', ''],
      ['Laulava lautanen', '1', '', '', ''],
      ['R5', '1', 'eilen', '', ''],
      ['R5', '1', '', 'Atlantis', ''],
      ['R5', '1', '', '', '=HYPERLINK("http://paha.example")'],
      ['R5', '1', '', '', 'x'.repeat(501)],
      ['viiskymppinen', '1', '', '', ''],
    );
    expect(lines.map(({ problem }) => problem)).toEqual([
      'model_missing',
      'model_ambiguous',
      'model_unknown',
      'date_unreadable',
      'country_unknown',
      'formula',
      'cell_too_long',
      null,
    ]);
    expect(lines[7]?.model_id).toBe('VL-50F12');
    expect(lines[6]?.source[4]?.length).toBeLessThan(100);
  });
});

describe('columns without a header', () => {
  it('are known by what stands in them', () => {
    const rows = [
      ['Kuvakulma Helsinki', '052031002290', 'Valokeila R5', '31.5.2024', 'FI'],
      ['Pohjolan Kamera', '052031002291', 'R5', '2024-06-01', 'Ruotsi'],
    ];
    expect(guessColumns(rows, catalogue)).toMatchObject({
      dealer_name: 0,
      serial_number: 1,
      model_name: 2,
      purchased_on: 3,
      purchase_country: 4,
    });
  });
});
