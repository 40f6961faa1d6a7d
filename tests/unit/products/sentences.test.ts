import { describe, expect, it } from 'vitest';
import { nameParts } from '../../../src/components/products/missing.ts';
import { readProductState } from '../../../src/components/products/product-state.ts';
import { describeSaved } from '../../../src/components/products/saved-sentence.ts';
import { describeGap } from '../../../src/components/products/sentences.ts';
import { finnish, makeRow, makeValues } from './product-factory.ts';

describe('the list of missing data', () => {
  it('names the fields as their labels do', () => {
    expect(nameParts(['serial_number', 'purchase_date', 'purchase_country', 'dealer'], 'fi', finnish)).toBe(
      'Sarjanumero, Ostopäivä, Ostomaa ja Jälleenmyyjä',
    );
  });
});

describe('the state of a product', () => {
  it('is complete or incomplete by the database’s word', () => {
    expect(readProductState({ state: 'in_use', claim: 'held', is_complete: true })).toBe('complete');
    expect(readProductState({ state: 'in_use', claim: 'none', is_complete: false })).toBe('incomplete');
  });

  it('is the open question about its serial before anything else', () => {
    expect(readProductState({ state: 'in_use', claim: 'disputed', is_complete: false })).toBe('disputed');
    expect(readProductState({ state: 'in_use', claim: 'lost', is_complete: false })).toBe('lost');
  });
});

describe('a stolen product', () => {
  const stolen = makeRow({ state: 'stolen', is_complete: false, points: 0 });

  it('is stolen before anything else, and the hint promises nothing', () => {
    expect(readProductState({ ...stolen, claim: 'held' })).toBe('stolen');
    expect(describeGap(makeValues(), stolen, 'fi', finnish)).toEqual({
      kind: 'warning',
      sentence: finnish('products.item.stolen_text'),
    });
  });

  it('is told as saved, without points', () => {
    expect(describeSaved(stolen, 0, 'fi', finnish)).toBe('Valokeila R5 on tallennettu.');
  });
});

describe('the hint while typing', () => {
  it('asks for a model first', () => {
    expect(describeGap(makeValues({ model: null }), null, 'fi', finnish).kind).toBe('start');
  });

  it('says what is missing and what it brings', () => {
    expect(describeGap(makeValues({ dealer_name: '' }), null, 'fi', finnish)).toEqual({
      kind: 'open',
      sentence: 'Täydennä, niin saat +400 p. Vielä puuttuu: Jälleenmyyjä.',
    });
  });

  it('promises the points when nothing is missing', () => {
    expect(describeGap(makeValues(), null, 'fi', finnish).sentence).toContain('+400 p');
  });

  it('warns that deleting data of a complete product takes its points back', () => {
    const gap = describeGap(makeValues({ purchased_on: '' }), makeRow(), 'fi', finnish);
    expect(gap).toMatchObject({ kind: 'warning' });
    expect(gap.sentence).toContain('Ostopäivä');
  });

  it('promises nothing for a disputed serial, until another one is typed', () => {
    const row = makeRow({ claim: 'disputed', is_complete: false, points: 0 });
    expect(describeGap(makeValues(), row, 'fi', finnish).kind).toBe('warning');
    expect(describeGap(makeValues({ serial_number: '052031002291' }), row, 'fi', finnish).kind).toBe('complete');
  });
});

describe('what saving brought', () => {
  it('is points and the new total for a complete product', () => {
    expect(describeSaved(makeRow(), 900, 'fi', finnish)).toBe('Valokeila R5 on valmis: +400 p, yhteensä 900 p.');
  });

  it('leaves the total out while it is not known', () => {
    expect(describeSaved(makeRow(), null, 'fi', finnish)).toBe('Valokeila R5 on valmis: +400 p.');
  });

  it('is what is missing for an incomplete one', () => {
    const row = makeRow({ is_complete: false, points: 0, pending_points: 400, missing: ['dealer'] });
    expect(describeSaved(row, 0, 'fi', finnish)).toBe(
      'Valokeila R5 on tallennettu. Vielä puuttuu: Jälleenmyyjä. Täydennä, niin saat +400 p.',
    );
  });

  it('is a calm explanation for a disputed one', () => {
    const row = makeRow({ claim: 'disputed', is_complete: false, points: 0 });
    expect(describeSaved(row, 0, 'fi', finnish)).toContain('Mitään ei katoa');
  });
});
