import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFormula, takeGuard } from '../../../src/components/imports/guard-cell.ts';
import { readCountry } from '../../../src/components/imports/read-country.ts';
import { readYes, takeEstimate } from '../../../src/components/imports/read-estimate.ts';
import { locales } from '../../../src/i18n/locales.ts';
import { purchaseCountryCodes } from '../../../supabase/functions/_shared/contracts/countries.ts';
import { checkProperty } from '../../support/check-property.ts';

describe('a country in a cell', () => {
  it('is found by its name in every language, in any case', () => {
    checkProperty(
      'countries',
      fc.property(
        fc.constantFrom(...purchaseCountryCodes),
        fc.constantFrom(...locales),
        fc.boolean(),
        (code, { intl }, loud) => {
          const name = new Intl.DisplayNames(intl, { type: 'region' }).of(code) ?? code;
          expect(readCountry(loud ? name.toUpperCase() : ` ${name} `), `${intl}: ${name}`).toBe(code);
        },
      ),
      600,
    );
  });

  it.each([
    ['FI', 'FI'],
    ['fin', 'FI'],
    ['UK', 'GB'],
    ['USA', 'US'],
    ['Hollanti', 'NL'],
    ['Deutschland', 'DE'],
    ['Atlantis', null],
    ['', null],
  ])('%s is %s', (cell, code) => {
    expect(readCountry(cell)).toBe(code);
  });
});

describe('the mark of an estimate', () => {
  it.each([
    ['n. 31.5.2024', '31.5.2024'],
    ['noin 31.5.2024', '31.5.2024'],
    ['ca. 2024-05-31', '2024-05-31'],
    ['~31.5.2024', '31.5.2024'],
    ['31.5.2024 (arvio)', '31.5.2024'],
    ['31.5.2024?', '31.5.2024'],
    ['vers 31/05/2024', '31/05/2024'],
    ['około 31.05.2024', '31.05.2024'],
    ['kb. 2024. 05. 31.', '2024. 05. 31.'],
  ])('is taken off the date %s', (cell, bare) => {
    expect(takeEstimate(cell, 'date')).toEqual([bare, true]);
  });

  it('is never taken out of a dealer’s name', () => {
    for (const name of ['C. Meyer', 'Asia Photo', 'Est Photo', 'N. Kamera', 'About Cameras', 'Ca. Va']) {
      expect(takeEstimate(name, 'name')).toEqual([name, false]);
    }
    expect(takeEstimate('Kuvakulma (arvio)', 'name')).toEqual(['Kuvakulma', true]);
    expect(takeEstimate('~Kuvakulma', 'name')).toEqual(['Kuvakulma', true]);
  });

  it('is a yes in any language', () => {
    expect(['x', 'Kyllä', 'JA', 'yes', 'sì', 'áno', 'igen', '1', '✓', 'Arvio'].map(readYes)).toEqual(
      Array(10).fill(true),
    );
    expect(['', 'ei', 'no', '0', 'non', '–'].map(readYes)).toEqual(Array(6).fill(false));
  });
});

describe('a cell that would be a formula', () => {
  it.each(['=HYPERLINK("http://x")', '@SUM(A1)', '+cmd|calc', '-2+3+cmd'])('%s is one', (cell) => {
    expect(isFormula(cell)).toBe(true);
  });

  it.each(['-', '-12', '+358', "'=1+1", 'Kuvakulma', ''])('%s is none', (cell) => {
    expect(isFormula(cell)).toBe(false);
  });

  it('comes out of its guard as it was', () => {
    expect(takeGuard("'=1+1")).toBe('=1+1');
    expect(takeGuard("'Kuvakulma'")).toBe("'Kuvakulma'");
  });
});
