import { type Fate, fates, type PreviewRow } from './preview-row.ts';

export interface PreviewTotals {
  /** Products that will be added; duplicates are there already. */
  moving: number;
  /** Points that arrive at once. */
  points: number;
  byFate: { fate: Fate; count: number }[];
  formerNumbers: string[];
}

/** Sums a preview up; fates nobody has are left out. */
export function sumPreview(rows: readonly PreviewRow[]): PreviewTotals {
  const byFate = fates.map((fate) => ({ fate, count: rows.filter((row) => row.fate === fate).length }));
  const numbers = rows.map((row) => row.former_number).filter((number) => number !== null);
  return {
    moving: rows.filter(({ fate }) => fate !== 'duplicate' && fate !== 'twice').length,
    points: rows.reduce((sum, row) => sum + row.points, 0),
    byFate: byFate.filter(({ count }) => count > 0),
    formerNumbers: [...new Set(numbers)],
  };
}
