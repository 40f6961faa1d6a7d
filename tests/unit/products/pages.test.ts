import { describe, expect, it } from 'vitest';
import { orderCountries } from '../../../src/components/products/countries.ts';
import { filterAfter, mergePages, replaceRows } from '../../../src/components/products/pages.ts';
import { makeRow } from './product-factory.ts';

describe('pages of the list', () => {
  it('are put one after the other', () => {
    expect(mergePages([{ id: 'a' }], [{ id: 'b' }])).toEqual([{ id: 'a' }, { id: 'b' }]);
  });

  it('show a row once, even when it is on both', () => {
    expect(mergePages([{ id: 'a' }, { id: 'b' }], [{ id: 'b' }, { id: 'c' }])).toEqual([
      { id: 'a' },
      { id: 'b' },
      { id: 'c' },
    ]);
  });

  it('go on after the last row, also among rows of the same moment', () => {
    const row = makeRow({ created_at: '2026-11-22T14:49:50.960371+00:00', id: 'x' });
    expect(filterAfter('newest', row)).toBe(
      'created_at.lt."2026-11-22T14:49:50.960371+00:00",and(created_at.eq."2026-11-22T14:49:50.960371+00:00",id.gt.x)',
    );
  });

  it('follow the order of the list, whatever a model is called', () => {
    const row = makeRow({ model_name: 'R5 "Pro", \\1', worth: 400, id: 'x' });
    expect(filterAfter('model', row)).toBe(
      String.raw`model_name.gt."R5 \"Pro\", \\1",and(model_name.eq."R5 \"Pro\", \\1",id.gt.x)`,
    );
    expect(filterAfter('points', row)).toBe('worth.lt."400",and(worth.eq."400",id.gt.x)');
  });

  it('end with the products whose purchase date is missing', () => {
    expect(filterAfter('purchased', makeRow({ purchased_on: '2024-03-01', id: 'x' }))).toBe(
      'purchased_on.lt."2024-03-01",and(purchased_on.eq."2024-03-01",id.gt.x),purchased_on.is.null',
    );
    expect(filterAfter('purchased', makeRow({ purchased_on: null, id: 'x' }))).toBe(
      'and(purchased_on.is.null,id.gt.x)',
    );
  });

  it('take newer copies in the places of the old ones and leave the others untouched', () => {
    const [first, second] = [makeRow({ id: 'a' }), makeRow({ id: 'b' })];
    const newer = makeRow({ id: 'b', dealer_name: 'Pohjolan Kamera' });
    const shown = replaceRows([first, second], [newer, makeRow({ id: 'c' })]);
    expect(shown).toEqual([first, newer]);
    expect(shown[0]).toBe(first);
  });
});

describe('the countries of purchase', () => {
  const options = [{ value: 'AT' }, { value: 'FI' }, { value: 'SE' }];

  it('begin with the company’s own', () => {
    expect(orderCountries(options, 'FI').map(({ value }) => value)).toEqual(['FI', 'AT', 'SE']);
  });

  it('keep their order while it is not known', () => {
    expect(orderCountries(options, undefined)).toEqual(options);
  });
});
