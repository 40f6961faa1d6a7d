import { describe, expect, it } from 'vitest';
import { type CategoryRow, sumByCategory } from '../../../src/components/points/categories.ts';

const row = (category: CategoryRow['category'], points: number): CategoryRow => ({ id: category, category, points });

describe('points by category', () => {
  it('stand in the order of their size, the longest bar being full', () => {
    const bars = sumByCategory([row('lens', 200), row('body', 400), row('lens', 100)], 700);
    expect(bars).toEqual([
      { name: 'body', products: 1, points: 400, length: 1 },
      { name: 'lens', products: 2, points: 300, length: 0.75 },
    ]);
  });

  it('add up to the balance: what no product explains is a bar of its own', () => {
    const bars = sumByCategory([row('body', 400)], 450);
    expect(bars.at(-1)).toEqual({ name: 'other', products: 0, points: 50, length: 0.125 });
  });

  it('show a correction downwards with its amount and without a bar', () => {
    expect(sumByCategory([row('body', 400)], 300).at(-1)).toMatchObject({ name: 'other', points: -100, length: 0 });
  });

  it('are none where there are no points', () => {
    expect(sumByCategory([], 0)).toEqual([]);
  });
});
