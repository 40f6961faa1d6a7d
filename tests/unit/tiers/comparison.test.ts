import { describe, expect, it } from 'vitest';
import { compareBenefits } from '../../../src/components/tiers/comparison.ts';
import { tierBenefits } from '../../../src/lib/tier-benefits.ts';
import { tierCodes } from '../../../supabase/functions/_shared/contracts/tiers.ts';

describe('the comparison of the tiers', () => {
  it('shows every benefit of every tier exactly once', () => {
    const shown = compareBenefits(tierCodes).flatMap(({ cells }) => cells.filter((cell) => cell !== null));
    expect(shown.sort()).toEqual(Object.values(tierBenefits).flat().sort());
  });

  it('leaves a cell empty where a tier does not bring the benefit', () => {
    const loan = compareBenefits(['silver', 'gold']).find(({ kind }) => kind === 'loan');
    expect(loan?.cells).toEqual([null, 'landing.benefit.gold.loan']);
  });

  it('has no benefits for a tier that is data only', () => {
    expect(compareBenefits(['studio'])).toEqual([]);
  });
});
