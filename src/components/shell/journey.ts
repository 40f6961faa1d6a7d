import { invitationPoints } from '../../../supabase/functions/_shared/contracts/tiers.ts';
import type { AccountOverview } from '../../lib/account-overview.ts';

/** The guide's five steps. */
export const journeySteps = ['products', 'points', 'invitation', 'tier', 'member'] as const;

/** What the steps of a company are told by. */
export type JourneyRow = Pick<AccountOverview, 'balance' | 'product_count' | 'invited_at' | 'membership_state'>;

/** How many of the five steps are done: 0 (nothing registered) to 5 (member). */
export function countStepsDone(row: JourneyRow): number {
  if (row.membership_state) return 5;
  if (row.invited_at) return 3;
  if (row.balance >= invitationPoints) return 2;
  return row.product_count > 0 ? 1 : 0;
}

/** True once the company was invited and has not joined: the banner is shown until then. */
export function shouldInvite(row: JourneyRow): boolean {
  return row.invited_at !== null && row.membership_state === null;
}
