import type { MessageKey } from '../../i18n/english.ts';
import { tierBenefits } from '../../lib/tier-benefits.ts';
import { isTierCode } from './tier-name.ts';

/** What benefits are about, in the order of the comparison; the last part of their message keys. */
export const benefitKinds = [
  'repair',
  'loan',
  'check',
  'discount',
  'line',
  'contact',
  'workshop',
  'training',
  'events',
  'people',
] as const;
export type BenefitKind = (typeof benefitKinds)[number];

export interface BenefitRow {
  kind: BenefitKind;
  /** One message per tier; null where the tier does not bring it. */
  cells: readonly (MessageKey | null)[];
}

/** The benefits of several tiers side by side. A kind none of them brings is left out; a tier added as data only has none. */
export function compareBenefits(codes: readonly string[]): BenefitRow[] {
  const rows = benefitKinds.map((kind) => ({
    kind,
    cells: codes.map((code) => (isTierCode(code) ? findBenefit(tierBenefits[code], kind) : null)),
  }));
  return rows.filter(({ cells }) => cells.some((cell) => cell !== null));
}

function findBenefit(keys: readonly MessageKey[], kind: BenefitKind): MessageKey | null {
  return keys.find((key) => key.endsWith(`.${kind}`)) ?? null;
}
