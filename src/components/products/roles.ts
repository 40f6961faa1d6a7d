import type { AccountOverview } from '../../lib/account-overview.ts';

/** Only owners and product keepers may register, change, remove and move products; the database refuses the rest. */
export function mayKeepProducts({ role }: Pick<AccountOverview, 'role'>): boolean {
  return role === 'owner' || role === 'products';
}
