import { describe, expect, it } from 'vitest';
import { buildLadder } from '../../../src/components/tiers/ladder.ts';
import { shippedTiers } from '../../../supabase/functions/_shared/contracts/tiers.ts';

const rows = shippedTiers.map(({ code, minimumPoints }) => ({ code, minimum_points: minimumPoints }));
const draw = (balance: number, pending = 0) => buildLadder(rows, balance, pending);
const fills = (balance: number) => draw(balance).steps.map(({ filled }) => filled);

describe('the ladder of the tiers', () => {
  it.each([
    [0, [0, 0, 0, 0]],
    [250, [0.5, 0, 0, 0]],
    [500, [1, 0, 0, 0]],
    [1500, [1, 1, 0.5, 0]],
    [2501, [1, 1, 1, 1]],
    [9999, [1, 1, 1, 1]],
    [-40, [0, 0, 0, 0]],
  ])('at %i points fills its steps %j', (balance, expected) => {
    expect(fills(balance)).toEqual(expected);
  });

  it.each([
    [499, { code: 'silver', missing: 1 }],
    [500, { code: 'gold', missing: 500 }],
    [2500, { code: 'business', missing: 1 }],
    [2501, null],
  ])('at %i points names the next tier %j', (balance, expected) => {
    expect(draw(balance).next).toEqual(expected);
  });

  it('marks a step as reached only when it is, never by rounding', () => {
    expect(draw(2500).steps.map(({ isReached }) => isReached)).toEqual([true, true, true, false]);
  });

  it('spreads the points of incomplete products over the steps they would fill', () => {
    expect(draw(250, 500).steps.map(({ pending }) => pending)).toEqual([0.5, 0.5, 0, 0]);
  });

  it('draws tiers in the order of their points, whatever order they come in, and none where there are none', () => {
    expect(buildLadder([...rows].reverse(), 0).steps.map(({ code }) => code)).toEqual(rows.map(({ code }) => code));
    expect(buildLadder([], 700)).toEqual({ steps: [], next: null });
  });
});
