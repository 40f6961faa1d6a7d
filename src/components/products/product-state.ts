import type { ProductRow } from './product-row.ts';

/** What the list says about a product: complete (earns points), data missing, serial looked into, or serial decided for another company. */
export type ProductState = 'complete' | 'incomplete' | 'disputed' | 'lost';

/** R1, R5: an open question about the serial is said before missing data, because filling that in would not bring points. */
export function readProductState({ claim, is_complete }: Pick<ProductRow, 'claim' | 'is_complete'>): ProductState {
  if (claim === 'disputed' || claim === 'lost') return claim;
  return is_complete ? 'complete' : 'incomplete';
}

/** The state's drawing in StatusIcon. */
export const stateIcons = {
  complete: 'complete',
  incomplete: 'incomplete',
  disputed: 'disputed',
  lost: 'danger',
} as const;
