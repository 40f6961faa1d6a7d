import type { Area } from './areas.ts';
import { fillBrand } from './brand-variables.ts';
import { readCatalogue } from './catalogue.ts';
import type { Locale } from './locales.ts';
import type { Messages } from './messages.ts';

/** An area, or a part of one by its prefix: `products` or `common.form`. */
export type Slice = Area | `${Area}.${string}`;

/** The messages an island needs, as plain data for its `messages` property. Example: `sliceMessages('fi', ['products', 'common.form'])`. */
export function sliceMessages(locale: Locale, slices: readonly Slice[]): Messages {
  const entries = Object.entries(readCatalogue(locale));
  return fillBrand(Object.fromEntries(entries.filter(([key]) => slices.some((slice) => isInside(key, slice)))));
}

function isInside(key: string, slice: Slice): boolean {
  return key.startsWith(`${slice}.`) || key === slice || key.startsWith(`${slice}_`);
}
