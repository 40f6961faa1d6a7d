import type { TierRow } from './tier-view.ts';

/** One step of the ladder: from the minimum of the tier before to its own. */
export interface LadderStep {
  code: string;
  /** Points at which the step is complete. */
  needed: number;
  isReached: boolean;
  /** How much of the step the balance fills, 0 to 1. */
  filled: number;
  /** How much more of it the points of incomplete products would fill, 0 to 1. */
  pending: number;
}

export interface Ladder {
  steps: readonly LadderStep[];
  /** The lowest tier out of reach and what it takes; null when all are reached. */
  next: { code: string; missing: number } | null;
}

/**
 * The picture of the tiers as steps of equal width, each with its own scale, so that names stay readable although 2,000 and 2,501 lie close.
 * In: tiers, points, and points that completing products would add (0 or more).
 */
export function buildLadder(
  rows: readonly Pick<TierRow, 'code' | 'minimum_points'>[],
  balance: number,
  pending = 0,
): Ladder {
  const sorted = [...rows].sort((one, other) => one.minimum_points - other.minimum_points);
  const steps = sorted.map((row, index) => {
    const from = sorted[index - 1]?.minimum_points ?? 0;
    const filled = measureShare(balance, from, row.minimum_points);
    return {
      code: row.code,
      needed: row.minimum_points,
      isReached: balance >= row.minimum_points,
      filled,
      pending: measureShare(balance + Math.max(pending, 0), from, row.minimum_points) - filled,
    };
  });
  const next = steps.find((step) => !step.isReached);
  return { steps, next: next ? { code: next.code, missing: next.needed - balance } : null };
}

/** Where `value` lies between `from` and `to`, 0 to 1; two tiers with one minimum are reached together. */
function measureShare(value: number, from: number, to: number): number {
  if (value >= to) return 1;
  return Math.max((value - from) / (to - from), 0);
}
