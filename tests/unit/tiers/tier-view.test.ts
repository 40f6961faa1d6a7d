import { describe, expect, it } from 'vitest';
import {
  canChoose,
  findOnlyChoice,
  isBusinessOffered,
  measureInvitationGap,
  selectShownTiers,
  type TierRow,
} from '../../../src/components/tiers/tier-view.ts';
import { shippedTiers } from '../../../supabase/functions/_shared/contracts/tiers.ts';

/** What `available_tiers` answers for a balance. */
function createRows(balance: number): TierRow[] {
  return shippedTiers.map((tier) => ({
    code: tier.code,
    kind: tier.kind,
    minimum_points: tier.minimumPoints,
    amount_minor: tier.pricesMinor.EUR,
    currency: 'EUR',
    points_missing: Math.max(tier.minimumPoints - balance, 0),
    is_offered: tier.minimumPoints <= balance,
  }));
}

const listCodes = (rows: readonly TierRow[]) => rows.map((row) => row.code);
const listChoices = (balance: number, wantsBusiness = false) =>
  listCodes(selectShownTiers(createRows(balance), wantsBusiness).filter(canChoose));

describe('the tiers of a balance', () => {
  it.each([
    [499, []],
    [500, ['silver']],
    [1999, ['silver', 'gold']],
    [2000, ['silver', 'gold', 'platinum']],
    [2500, ['silver', 'gold', 'platinum']],
    [2501, ['silver', 'gold', 'platinum']],
  ])('at %i points with the switch off are those of the rules', (balance, expected) => {
    expect(listChoices(balance)).toEqual(expected);
  });

  it('at 2501 points with the switch on are Business alone', () => {
    expect(listCodes(selectShownTiers(createRows(2501), true))).toEqual(['business']);
    expect(listChoices(2501, true)).toEqual(['business']);
  });

  it('show those out of reach too, while there is no switch', () => {
    expect(listCodes(selectShownTiers(createRows(500), false))).toEqual(['silver', 'gold', 'platinum', 'business']);
  });
});

describe('the switch', () => {
  it.each([
    [499, false],
    [500, false],
    [1999, false],
    [2000, false],
    [2500, false],
    [2501, true],
  ])('at %i points is shown: %s', (balance, expected) => {
    expect(isBusinessOffered(createRows(balance))).toBe(expected);
  });

  it('cannot show Business where it is not offered', () => {
    expect(listCodes(selectShownTiers(createRows(2500), true))).toContain('silver');
  });
});

describe('the choice made for the member', () => {
  it('is the only tier there is', () => {
    expect(findOnlyChoice(createRows(500))).toBe('silver');
    expect(findOnlyChoice(selectShownTiers(createRows(2501), true))).toBe('business');
  });

  it('is none where there are several or no tiers', () => {
    expect(findOnlyChoice(createRows(1999))).toBe('');
    expect(findOnlyChoice(createRows(499))).toBe('');
  });

  it('is never a tier without a price', () => {
    const rows = createRows(500).map((row) => ({ ...row, amount_minor: null }));
    expect(findOnlyChoice(rows)).toBe('');
  });
});

describe('the way to the invitation', () => {
  it('is one point long at 499', () => {
    expect(measureInvitationGap(createRows(499), 499)).toEqual({ needed: 500, missing: 1 });
  });

  it('is not shown where a tier is offered', () => {
    expect(measureInvitationGap(createRows(500), 500)).toBeNull();
  });

  it('is not shown where there are no tiers at all', () => {
    expect(measureInvitationGap([], 0)).toBeNull();
  });
});
