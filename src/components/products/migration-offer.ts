import type { AccountOverview } from '../../lib/account-overview.ts';

/** True when the button Siirrä tuotteita is shown: the old address is proven, or a code can prove it. */
export function hasSomethingToMove(state: AccountOverview['migration_state']): boolean {
  return state === 'ready' || state === 'code_needed';
}
