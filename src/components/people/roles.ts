import { accountRoles } from '../../../supabase/functions/_shared/contracts/invites.ts';
import type { Role } from './api.ts';

/** The role a choice stands for; the least one for anything else. */
export function readRole(value: string): Role {
  return accountRoles.find((role) => role === value) ?? 'viewer';
}
