import { tierCodes } from '../contracts/tiers.ts';
import type { Writer } from './content.ts';

/** A shipped tier has a name in the messages; one added by the brand later is shown by its code. */
export function nameTier({ translate }: Pick<Writer, 'translate'>, code: string): string {
  const shipped = tierCodes.find((known) => known === code);
  return shipped ? translate(`common.tier.${shipped}`) : code;
}
