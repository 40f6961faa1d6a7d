/** Rows that are put into the page or taken out of it together. */
export const blockSize = 10;

/** Lists up to this length are shown whole. */
const shortList = 100;

/** Which rows are in the page, and how high (pixels) those above and below them would be. */
export interface RowRange {
  from: number;
  to: number;
  above: number;
  below: number;
}

/**
 * Chooses the blocks of rows that touch the part of the list between `top` and `bottom` (pixels from the list's start).
 * `heights`: of the blocks that were seen so far; a block that was not counts as high as `usual`.
 */
export function chooseRange(
  count: number,
  heights: readonly (number | undefined)[],
  usual: number,
  top: number,
  bottom: number,
): RowRange {
  if (count <= shortList) return { from: 0, to: count, above: 0, below: 0 };
  const blocks = Math.ceil(count / blockSize);
  let [start, first, last, above, below] = [0, -1, 0, 0, 0];
  for (let block = 0; block < blocks; block++) {
    const height = heights[block] ?? usual;
    const end = start + height;
    const isNear = (end > top && start < bottom) || (block === blocks - 1 && first < 0);
    if (isNear && first < 0) [first, above] = [block, start];
    if (isNear) last = block;
    else if (first >= 0) below += height;
    start = end;
  }
  return { from: first * blockSize, to: Math.min(count, (last + 1) * blockSize), above, below };
}
