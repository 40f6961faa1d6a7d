import * as z from 'zod/mini';
import { localeCode } from './locale-code.ts';
import { email } from './text.ts';

/** What a person may be for a company; `account_role` of the database. */
export const accountRoles = ['owner', 'billing', 'products', 'viewer'] as const;

const proof = { token: z.string().check(z.regex(/^[0-9a-f]{64}$/)) };
const typed = { email, code: z.string().check(z.trim(), z.regex(/^\d{3}\s?\d{3}$/)) };

/**
 * Body of POST /functions/v1/invites, for people who are not signed in. The proof is the token of the mail's link, or its address and code.
 * - `look` answers 200 with `lookedAtInvite` and uses nothing up (R18).
 * - `begin` says that the reader wants to join and mails a link to set a password: 202 `{ "status": "check_mailbox" }` whether or not the
 *   address has an account (R17).
 * Errors: invalid_input, link_invalid (no such invitation, or no open one for `begin`), too_many_requests.
 */
export const invitesRequest = z.union([
  z.object({ action: z.enum(['look', 'begin']), locale: localeCode, ...proof }),
  z.object({ action: z.enum(['look', 'begin']), locale: localeCode, ...typed }),
]);
export type InvitesRequest = z.infer<typeof invitesRequest>;

/** An invitation as its reader sees it. */
export const lookedAtInvite = z.object({
  companyName: z.string(),
  role: z.enum(accountRoles),
  email: z.string(),
  state: z.enum(['open', 'accepted', 'withdrawn', 'expired']),
  expiresAt: z.string(),
});
export type LookedAtInvite = z.infer<typeof lookedAtInvite>;
