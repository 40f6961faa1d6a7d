import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDateOrder, isAmbiguousDate, readDate } from '../../../src/components/imports/read-date.ts';
import { locales } from '../../../src/i18n/locales.ts';
import { checkProperty } from '../../support/check-property.ts';

const days = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a date in a cell', () => {
  it.each([
    ['2024-05-31', '2024-05-31'],
    ['2024/5/31', '2024-05-31'],
    ['2024. 05. 31.', '2024-05-31'],
    ['20240531', '2024-05-31'],
    ['31.5.2024', '2024-05-31'],
    ['31. 5. 2024', '2024-05-31'],
    ['31/05/2024', '2024-05-31'],
    ['31-05-24', '2024-05-31'],
    ['5/31/2024', '2024-05-31'],
    ['1.6.87', '1987-06-01'],
    ['2024-05-31T10:20:30Z', '2024-05-31'],
    ['31.5.2024 klo', null],
    ['31.5.2024 14:30', '2024-05-31'],
    ['45443', '2024-05-31'],
    ['45443.5', '2024-05-31'],
    ['31. toukokuuta 2024', '2024-05-31'],
    ['31 May 2024', '2024-05-31'],
    ['May 31, 2024', '2024-05-31'],
    ['31 de mayo de 2024', '2024-05-31'],
    ['31 mai 2024', '2024-05-31'],
    ['31 maja 2024', '2024-05-31'],
    ['2024. május 31.', '2024-05-31'],
    ['31.2.2024', null],
    ['2024', null],
    ['2024-13-01', null],
    ['eilen', null],
    ['', null],
    ['99999', null],
  ])('%s is %s', (cell, day) => {
    expect(readDate(cell, 'dmy')).toBe(day);
  });

  it('with day and month alike is read in the order that was chosen', () => {
    expect(readDate('5/6/2024', 'dmy')).toBe('2024-06-05');
    expect(readDate('5/6/2024', 'mdy')).toBe('2024-05-06');
    expect(readDate('5.6.2024', 'mdy')).toBe('2024-06-05');
  });

  it('is asked about only where the order matters', () => {
    expect(['5/6/2024', '5-6-2024'].map(isAmbiguousDate)).toEqual([true, true]);
    expect(['31/5/2024', '6/6/2024', '5.6.2024', '2024-05-06', ''].map(isAmbiguousDate)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(findDateOrder(['5/6/2024', '1/2/2023'])).toBeNull();
    expect(findDateOrder(['5/6/2024', '31/2/2023', '31/1/2023'])).toBe('dmy');
    expect(findDateOrder(['5/6/2024', '1/31/2023'])).toBe('mdy');
    expect(findDateOrder(['5/6/2024', '1/31/2023', '31/1/2023'])).toBeNull();
    expect(findDateOrder(['31.5.2024', '2024-05-31', ''])).toBe('dmy');
  });

  it('is found again however each language writes it', () => {
    checkProperty(
      'dates in all languages',
      fc.property(
        days,
        fc.constantFrom(...locales.map(({ intl }) => intl)),
        fc.constantFrom('short', 'long'),
        (day, intl, month) => {
          const options =
            month === 'long'
              ? ({ dateStyle: 'long' } as const)
              : ({ day: 'numeric', month: 'numeric', year: 'numeric' } as const);
          const text = new Intl.DateTimeFormat(intl, { ...options, timeZone: 'UTC' }).format(new Date(day));
          expect(readDate(text, 'dmy'), `${intl}: ${text}`).toBe(day);
        },
      ),
    );
  });

  it('never becomes another day by being written as a day of a spreadsheet', () => {
    checkProperty(
      'days of spreadsheets',
      fc.property(days, (day) => {
        const serial = (Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000;
        expect(readDate(String(serial), 'dmy')).toBe(day);
      }),
    );
  });

  it('is an existing day or nothing, whatever stands in the cell', () => {
    checkProperty(
      'any cell as a date',
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789./- ') })), (cell) => {
        const day = readDate(cell, 'mdy');
        if (day !== null) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
      }),
    );
  });
});
