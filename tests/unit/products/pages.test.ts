import { describe, expect, it } from 'vitest';
import { orderCountries } from '../../../src/components/products/countries.ts';
import { filterAfter, mergePages } from '../../../src/components/products/pages.ts';

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
    expect(filterAfter({ created_at: '2026-11-22T14:49:50.960371+00:00', id: 'x' })).toBe(
      'created_at.lt."2026-11-22T14:49:50.960371+00:00",and(created_at.eq."2026-11-22T14:49:50.960371+00:00",id.gt.x)',
    );
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
