import { describe, expect, it } from 'vitest';
import {
  makePatterns,
  narrowsList,
  type ProductQuery,
  parseQuery,
  wholeList,
  writeQuery,
} from '../../../src/components/products/list-query.ts';

const query: ProductQuery = { search: 'R5 & co', state: 'incomplete', category: 'lens', country: 'SE', sort: 'points' };

describe('the list in the address', () => {
  it('is read as it was written', () => {
    expect(parseQuery(writeQuery(query))).toEqual(query);
  });

  it('is no addition for the whole list', () => {
    expect(writeQuery(wholeList)).toBe('');
    expect(parseQuery('')).toEqual(wholeList);
  });

  it('counts what is not one of ours as not given', () => {
    expect(parseQuery('?state=stolen&category=toaster&country=XX&sort=id;drop&page=3')).toEqual(wholeList);
  });

  it('cuts a search nobody types', () => {
    expect(parseQuery(`?q=${'x'.repeat(5000)}`).search).toHaveLength(100);
  });

  it('narrows the list by anything but its order', () => {
    expect(narrowsList({ ...wholeList, sort: 'model', search: '  ' })).toBe(false);
    for (const change of [{ search: 'r5' }, { state: 'complete' }, { category: 'lens' }, { country: 'FI' }] as const)
      expect(narrowsList({ ...wholeList, ...change })).toBe(true);
  });
});

describe('the patterns of a search', () => {
  it('are one per word, in lower case', () => {
    expect(makePatterns('  Valokeila  R5 ')).toEqual(['%valokeila%', '%r5%']);
  });

  it('take the characters of LIKE as themselves', () => {
    expect(makePatterns('10% a_b c\\d')).toEqual(['%10\\%%', '%a\\_b%', '%c\\\\d%']);
  });

  it('are none for blanks and not endless for a novel', () => {
    expect(makePatterns('   ')).toEqual([]);
    expect(makePatterns('a b c d e f g h i j k')).toHaveLength(8);
  });
});
