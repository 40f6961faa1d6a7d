import * as z from 'zod/mini';

/** Categories of the catalogue in the order they are shown (constraint `product_models_category_known`). */
const categories = ['body', 'lens', 'cine', 'flash', 'accessory'] as const;

export const categoryRows = z.array(
  z.object({ category: z.enum([...categories, 'other']), products: z.number(), points: z.number() }),
);
export type CategoryRow = z.infer<typeof categoryRows>[number];

/** A bar of the picture. */
export interface CategoryBar {
  /** `other`: what belongs to no product, such as a correction by support. */
  name: CategoryRow['category'];
  products: number;
  /** May be negative for `other`. */
  points: number;
  /** Length of the bar, 0 to 1, the longest being 1. */
  length: number;
}

/** The bars of the picture, most points first and `other` last; categories with neither products nor points are left out. */
export function drawCategories(rows: readonly CategoryRow[]): CategoryBar[] {
  const longest = Math.max(...rows.map(({ points }) => points), 1);
  const isOther = (row: CategoryRow): number => Number(row.category === 'other');
  return rows
    .filter(({ products, points }) => products > 0 || points !== 0)
    .sort((one, other) => isOther(one) - isOther(other) || other.points - one.points)
    .map(({ category, products, points }) => ({
      name: category,
      products,
      points,
      length: Math.max(points / longest, 0),
    }));
}
