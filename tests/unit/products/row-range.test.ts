import { describe, expect, it } from 'vitest';
import { blockSize, chooseRange } from '../../../src/components/products/row-range.ts';

const usual = 500;
const choose = (count: number, top: number, bottom: number, heights: (number | undefined)[] = []) =>
  chooseRange(count, heights, usual, top, bottom);

describe('the rows in the page', () => {
  it('are all of a short list', () => {
    expect(choose(100, -9000, -8000)).toEqual({ from: 0, to: 100, above: 0, below: 0 });
  });

  it('are those around the screen, and the others leave their height', () => {
    expect(choose(5000, 10_000, 10_900)).toEqual({ from: 200, to: 220, above: 10_000, below: 239_000 });
  });

  it('are the first before the list is reached, and the last at its end', () => {
    expect(choose(5000, -1200, 400)).toMatchObject({ from: 0, to: blockSize, above: 0 });
    expect(choose(4995, 249_600, 252_000)).toMatchObject({ from: 4990, to: 4995, below: 0 });
  });

  it('are the last when the list became shorter than the place somebody was at', () => {
    expect(choose(200, 100_000, 101_000)).toMatchObject({ from: 190, to: 200, below: 0 });
  });

  it('follow the heights that were measured', () => {
    expect(choose(200, 2000, 2400, [1000, 1000])).toMatchObject({ from: 20, above: 2000 });
  });

  it('leave the list as high as it is, wherever somebody is', () => {
    for (const top of [0, 777, 31_416, 240_000]) {
      const { from, to, above, below } = choose(5000, top, top + 900);
      expect(above + below + ((to - from) / blockSize) * usual).toBe(250_000);
    }
  });
});
