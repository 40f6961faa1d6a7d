import type { AccountOverview } from '../../lib/account-overview.ts';

export type Step = 'proof' | 'preview' | 'done' | 'moved' | 'no_address' | 'unknown' | 'role';

const steps: Record<AccountOverview['migration_state'], Step> = {
  code_needed: 'proof',
  ready: 'preview',
  done: 'moved',
  no_legacy_email: 'no_address',
  hidden: 'unknown',
};

/** The step a company is at: what must be done next, or why there is nothing to do. */
export function chooseStep({ role, migration_state }: Pick<AccountOverview, 'role' | 'migration_state'>): Step {
  return role === 'owner' || role === 'products' ? steps[migration_state] : 'role';
}
