import { describe, expect, it } from 'vitest';
import {
  findMissing,
  makeBlankValues,
  parseDraftValues,
  readRowValues,
  toProductInput,
} from '../../../src/components/products/product-values.ts';
import { makeRow, makeValues } from './product-factory.ts';

describe('what a form lacks', () => {
  it('is nothing when everything is given, an estimate included', () => {
    expect(findMissing(makeValues({ purchased_on_is_estimate: true }), 'fi')).toEqual([]);
  });

  it('is everything but the country in a new form', () => {
    expect(findMissing(makeBlankValues('FI'), 'fi')).toEqual(['serial_number', 'purchase_date', 'dealer']);
  });

  it('counts blanks and days that do not exist as missing', () => {
    const values = makeValues({
      serial_number: '  ',
      purchased_on: '31.2.2024',
      purchase_country: '',
      dealer_name: ' ',
    });
    expect(findMissing(values, 'fi')).toEqual(['serial_number', 'purchase_date', 'purchase_country', 'dealer']);
  });
});

describe('what is written', () => {
  it('has the day in ISO, read in the order of the language', () => {
    expect(toProductInput(makeValues({ purchased_on: '1.3.2024' }), 'fi').purchased_on).toBe('2024-03-01');
    expect(toProductInput(makeValues({ purchased_on: '01/03/2024' }), 'en').purchased_on).toBe('2024-03-01');
  });

  it('has null for what is left for later', () => {
    const input = toProductInput(makeValues({ purchased_on: '', purchase_country: '' }), 'fi');
    expect(input).toMatchObject({ purchased_on: null, purchase_country: null });
  });
});

describe('a form opened again', () => {
  it('shows a saved product in the local format', () => {
    expect(readRowValues(makeRow(), 'fi')).toEqual(makeValues());
  });

  it('takes a draft back as it was', () => {
    const values = makeValues({ serial_number: '<script>😀' });
    expect(parseDraftValues(JSON.parse(JSON.stringify(values)))).toEqual(values);
  });

  it('ignores a draft of another form', () => {
    expect(parseDraftValues({ serial_number: 5 })).toBeNull();
    expect(parseDraftValues(undefined)).toBeNull();
  });
});
