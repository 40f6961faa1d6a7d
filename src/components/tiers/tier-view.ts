/** One tier as the company sees it: a row of `available_tiers`. */
export interface TierRow {
  code: string;
  kind: string;
  /** Smallest balance with which the tier is offered (R6). */
  minimum_points: number;
  /** Price of a term in the smallest unit of `currency`, before tax; null when none is set. */
  amount_minor: number | null;
  currency: string;
  /** 0 when offered. */
  points_missing: number;
  is_offered: boolean;
}

/** True when the points allow a Business tier: only then there is a switch (S6). */
export function isBusinessOffered(rows: readonly TierRow[]): boolean {
  return rows.some((row) => row.kind === 'business' && row.is_offered);
}

/**
 * The tiers on the page: with the switch the Business tiers (on) or the individual ones (off); without it all of them, so that one sees
 * what more points would bring.
 */
export function selectShownTiers(rows: readonly TierRow[], wantsBusiness: boolean): readonly TierRow[] {
  if (!isBusinessOffered(rows)) return rows;
  return rows.filter((row) => (row.kind === 'business') === wantsBusiness);
}

/** True when the company may join on this tier now: its points allow it and it has a price. */
export function canChoose(row: TierRow): boolean {
  return row.is_offered && row.amount_minor !== null;
}

/** The tier that is chosen without being asked: the only one there is to choose; else ''. */
export function findOnlyChoice(rows: readonly TierRow[]): string {
  const [first, second] = rows.filter(canChoose);
  return first && !second ? first.code : '';
}

/** What the company needs before it can join at all. */
export interface InvitationGap {
  needed: number;
  missing: number;
}

/** Points missing until the lowest tier, which is where the invitation is (S5); null when a tier is offered. */
export function measureInvitationGap(rows: readonly TierRow[], balance: number): InvitationGap | null {
  if (rows.length === 0 || rows.some((row) => row.is_offered)) return null;
  const needed = Math.min(...rows.map((row) => row.minimum_points));
  return { needed, missing: Math.max(needed - balance, 0) };
}
