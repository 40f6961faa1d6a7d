import type { TierCode } from '../../supabase/functions/_shared/contracts/tiers.ts';
import type { MessageKey } from '../i18n/english.ts';

/** What each tier brings, as message keys in the order they are shown. */
export const tierBenefits: Record<TierCode, readonly MessageKey[]> = {
  silver: [
    'landing.benefit.silver.repair',
    'landing.benefit.silver.check',
    'landing.benefit.silver.discount',
    'landing.benefit.silver.line',
  ],
  gold: [
    'landing.benefit.gold.repair',
    'landing.benefit.gold.loan',
    'landing.benefit.gold.check',
    'landing.benefit.gold.discount',
    'landing.benefit.gold.workshop',
  ],
  platinum: [
    'landing.benefit.platinum.repair',
    'landing.benefit.platinum.loan',
    'landing.benefit.platinum.check',
    'landing.benefit.platinum.discount',
    'landing.benefit.platinum.events',
    'landing.benefit.platinum.contact',
  ],
  business: [
    'landing.benefit.business.people',
    'landing.benefit.business.repair',
    'landing.benefit.business.loan',
    'landing.benefit.business.check',
    'landing.benefit.business.training',
    'landing.benefit.business.contact',
  ],
};
