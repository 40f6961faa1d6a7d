import { describe, expect, it } from 'vitest';
import { type CategoryRow, drawCategories } from '../../../src/components/points/categories.ts';

const row = (category: CategoryRow['category'], products: number, points: number): CategoryRow => ({
  category,
  products,
  points,
});

describe('points by category', () => {
  it('stand in the order of their size, the longest bar being full', () => {
    expect(drawCategories([row('lens', 2, 300), row('body', 1, 400)])).toEqual([
      { name: 'body', products: 1, points: 400, length: 1 },
      { name: 'lens', products: 2, points: 300, length: 0.75 },
    ]);
  });

  it('end with what belongs to no product', () => {
    const bars = drawCategories([row('other', 0, 500), row('body', 1, 400)]);
    expect(bars.map(({ name }) => name)).toEqual(['body', 'other']);
  });

  it('show a correction downwards with its amount and without a bar', () => {
    expect(drawCategories([row('body', 1, 400), row('other', 0, -100)]).at(-1)).toMatchObject({
      points: -100,
      length: 0,
    });
  });

  it('leave out what was there once and is no more', () => {
    expect(drawCategories([row('flash', 0, 0), row('body', 1, 400)])).toHaveLength(1);
  });

  it('keep products that earn nothing any more', () => {
    expect(drawCategories([row('flash', 1, 0)])).toEqual([{ name: 'flash', products: 1, points: 0, length: 0 }]);
  });

  it('are none where there are no points', () => {
    expect(drawCategories([])).toEqual([]);
  });
});
