import * as z from 'zod/mini';

/** Categories of the catalogue in the order they are shown (constraint `product_models_category_known`). */
export const categories = ['body', 'lens', 'cine', 'flash', 'accessory'] as const;
export type Category = (typeof categories)[number];

export const categoryRows = z.array(z.object({ id: z.string(), category: z.enum(categories), points: z.number() }));
export type CategoryRow = z.infer<typeof categoryRows>[number];

/** A bar of the picture. */
export interface CategoryBar {
  /** `other`: what no product of today explains, such as a correction by support. */
  name: Category | 'other';
  products: number;
  /** May be negative for `other`. */
  points: number;
  /** Length of the bar, 0 to 1, the longest being 1. */
  length: number;
}

/** Points per category, most first, from the complete products; they add up to `balance` (R3). Categories without points are left out. */
export function sumByCategory(rows: readonly CategoryRow[], balance: number): CategoryBar[] {
  const sums = categories.map((name) => {
    const own = rows.filter((row) => row.category === name);
    return { name, products: own.length, points: own.reduce((sum, row) => sum + row.points, 0) };
  });
  const explained = sums.reduce((sum, { points }) => sum + points, 0);
  const filled = sums.filter(({ products }) => products > 0).sort((one, other) => other.points - one.points);
  const bars = [
    ...filled,
    ...(balance === explained ? [] : [{ name: 'other' as const, products: 0, points: balance - explained }]),
  ];
  const longest = Math.max(...bars.map(({ points }) => points), 1);
  return bars.map((bar) => ({ ...bar, length: Math.max(bar.points / longest, 0) }));
}
