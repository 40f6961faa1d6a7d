import * as z from 'zod/mini';
import {
  type InvitesRequest,
  type LookedAtInvite,
  lookedAtInvite,
} from '../../../supabase/functions/_shared/contracts/invites.ts';
import type { Locale } from '../../i18n/locales.ts';
import { callFunction } from '../../lib/functions.ts';

/** What shows that somebody read the mail: its link's token, or its address and code. */
export type InviteProof = { token: string } | { email: string; code: string };

/** Shows an invitation and uses nothing up. Throws a PortalError: link_invalid, too_many_requests. */
export async function lookAtInvite(proof: InviteProof, locale: Locale): Promise<LookedAtInvite> {
  return z.parse(lookedAtInvite, await callFunction('invites', makeRequest('look', proof, locale)));
}

/** Accepts for somebody without a session: a link to set a password is mailed (R17: always). Throws a PortalError: link_invalid, too_many_requests. */
export async function beginInvite(proof: InviteProof, locale: Locale): Promise<void> {
  await callFunction('invites', makeRequest('begin', proof, locale));
}

function makeRequest(action: InvitesRequest['action'], proof: InviteProof, locale: Locale): InvitesRequest {
  return { action, locale, ...proof };
}
