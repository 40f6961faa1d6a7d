import type { ProductRow } from './product-row.ts';

/** What the list says about a product: complete (earns points), data missing, serial looked into, serial decided for another company, stolen. */
export type ProductState = 'complete' | 'incomplete' | 'disputed' | 'lost' | 'stolen';

/** R1, R5: a theft or an open question about the serial is said before missing data, because filling that in would not bring points. */
export function readProductState({
  state,
  claim,
  is_complete,
}: Pick<ProductRow, 'state' | 'claim' | 'is_complete'>): ProductState {
  if (state === 'stolen') return state;
  if (claim === 'disputed' || claim === 'lost') return claim;
  return is_complete ? 'complete' : 'incomplete';
}

/** The state's drawing in StatusIcon. */
export const stateIcons = {
  complete: 'complete',
  incomplete: 'incomplete',
  disputed: 'disputed',
  lost: 'danger',
  stolen: 'danger',
} as const;
