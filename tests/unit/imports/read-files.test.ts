import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/components/imports/decode-text.ts';
import { takeGuard } from '../../../src/components/imports/guard-cell.ts';
import { longestCell } from '../../../src/components/imports/limits.ts';
import { findDelimiter, readCsv } from '../../../src/components/imports/read-csv.ts';
import { readFile, readPaste } from '../../../src/components/imports/read-file.ts';
import { RefusedFile } from '../../../src/components/imports/table.ts';
import { writeCsv } from '../../../src/lib/csv.ts';
import { checkProperty } from '../../support/check-property.ts';
import { makeXlsx } from '../../support/make-xlsx.ts';

const makeFile = (content: string | Uint8Array<ArrayBuffer>, name = 'laitteet.csv') => new File([content], name);
const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof RefusedFile ? error.refusal : error),
  );

describe('separated text', () => {
  it.each([
    ['a semicolon', 'Malli;Sarjanumero\nR5, Studio;123\nX1;456', ';'],
    ['a comma', 'Model,Serial\nR5,123\n"X1, Studio",456', ','],
    ['a tab', 'Malli\tSarjanumero\nR5;S\t123', '\t'],
  ])('is cut at %s', (_, text, delimiter) => {
    expect(findDelimiter(text)).toBe(delimiter);
  });

  it('keeps quoted separators, quotes and line breaks, and drops empty rows and columns', () => {
    const text = 'Malli;Myyjä;;\n"R5";"Kuva ""Kulma""; Oy";;\n;;;\n"X1";"rivi\nvaihtuu";;\n';
    expect(readCsv('x', text).rows).toEqual([
      ['Malli', 'Myyjä'],
      ['R5', 'Kuva "Kulma"; Oy'],
      ['X1', 'rivi\nvaihtuu'],
    ]);
  });

  it('obeys the line sep= that Excel writes', () => {
    expect(readCsv('x', 'sep=|\r\na;b|c\r\n').rows).toEqual([['a;b', 'c']]);
  });

  it('is the same after writing and reading, whatever the cells hold', () => {
    const cell = fc.string({ maxLength: 30 }).map((text) => text.replaceAll('\0', '').replace(/^'(?=[=+\-@\t\r])/, ''));
    checkProperty(
      'written and read',
      fc.property(
        fc.array(fc.tuple(fc.constant('Malli'), cell, cell, fc.constant('loppu')), { minLength: 2, maxLength: 8 }),
        (rows) => {
          const written = decodeText(new TextEncoder().encode(writeCsv(rows)));
          expect(readCsv('x', written).rows.map((row) => row.map(takeGuard))).toEqual(rows);
        },
      ),
    );
  });
});

describe('the bytes of a file', () => {
  it('are read as UTF-8, with and without mark, as UTF-16 and as Windows-1252', () => {
    const text = 'Jälleenmyyjä';
    const utf8 = new TextEncoder().encode(text);
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...[...text].flatMap((sign) => [sign.charCodeAt(0) & 255, sign.charCodeAt(0) >> 8]),
    ]);
    const windows = new Uint8Array([...text].map((sign) => sign.charCodeAt(0)));
    for (const bytes of [utf8, new Uint8Array([0xef, 0xbb, 0xbf, ...utf8]), utf16, windows])
      expect(decodeText(bytes)).toBe(text);
    expect(decodeText(new Uint8Array([0x80]))).toBe('€');
  });
});

describe('a chosen file', () => {
  it('is read by what it is, not by its name', async () => {
    const workbook = makeXlsx([
      ['Malli', 'Sarjanumero', 'Ostopäivä'],
      ['R5', '052031002290', 45443],
    ]);
    expect((await readFile(makeFile(workbook, 'nimi.csv'))).rows).toEqual([
      ['Malli', 'Sarjanumero', 'Ostopäivä'],
      ['R5', '052031002290', '45443'],
    ]);
    expect((await readFile(makeFile('a;b\n1;2', 'nimi.xlsx'))).rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('keeps all digits of a workbook’s numbers and reads its dates', async () => {
    const workbook = makeXlsx([['x'], [43021004711], [{ date: 45443 }], ['0043']]);
    expect((await readFile(makeFile(workbook))).rows).toEqual([['x'], ['43021004711'], ['2024-05-31'], ['0043']]);
  });

  it('is refused kindly when it cannot be one', async () => {
    const huge = Object.defineProperty(makeFile('x'), 'size', { value: 100_000_000 });
    expect(await refusalOf(readFile(huge))).toBe('too_big');
    expect(await refusalOf(readFile(makeFile('')))).toBe('empty');
    expect(await refusalOf(readFile(makeFile('\n;;\n')))).toBe('empty');
    expect(await refusalOf(readFile(makeFile(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]))))).toBe('damaged');
    expect(await refusalOf(readFile(makeFile(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0]))))).toBe('old_excel');
    expect(await refusalOf(readFile(makeFile(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]))))).toBe('unknown_kind');
    expect(await refusalOf(readFile(makeFile(makeXlsx([['x']], { claimsBytes: 2_000_000_000 }))))).toBe('too_big');
    expect(await refusalOf(readPaste('x', 'a;b\n'.repeat(10_002)))).toBe('too_many_rows');
  });

  it('may hold a cell of a million characters without growing', async () => {
    const { rows } = await readFile(makeFile(`Malli;Myyjä\nR5;${'x'.repeat(1_000_000)}`));
    expect(rows[1]?.[1]).toHaveLength(longestCell + 1);
  });
});
