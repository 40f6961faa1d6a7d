import { type TierCode, tierCodes } from '../../../supabase/functions/_shared/contracts/tiers.ts';
import type { Text } from '../../i18n/message.ts';

/** Tells whether a code is one of the shipped tiers, which have a name and benefits in every language. */
export function isTierCode(code: string): code is TierCode {
  return tierCodes.some((known) => known === code);
}

/** The tier's name on screen; a tier added as data only is called by its code. Slice: `common.tier`. */
export function nameTier(code: string, text: Text): string {
  return isTierCode(code) ? text(`common.tier.${code}`) : code.charAt(0).toUpperCase() + code.slice(1);
}
