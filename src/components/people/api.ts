import * as z from 'zod/mini';
import { accountRoles } from '../../../supabase/functions/_shared/contracts/invites.ts';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';

export type Role = (typeof accountRoles)[number];

const role = z.enum(accountRoles);
const colleagueRows = z.array(
  z.object({
    user_id: z.string(),
    /** Null where the reader may not see it. */
    email: z.nullable(z.string()),
    role,
    created_at: z.string(),
    is_you: z.boolean(),
  }),
);
const inviteRows = z.array(
  z.object({ id: z.string(), email: z.string(), role, locale: z.string(), expires_at: z.string() }),
);
const sentInvite = z.object({ email: z.string(), expires_at: z.string() });
const myInviteRows = z.array(z.object({ id: z.string(), company_name: z.string(), role, expires_at: z.string() }));

export type Colleague = z.infer<typeof colleagueRows>[number];
export type Invite = z.infer<typeof inviteRows>[number];
export type SentInvite = z.infer<typeof sentInvite>;
export type MyInvite = z.infer<typeof myInviteRows>[number];

/** Who acts for a company. Throws a PortalError. */
export async function readColleagues(accountId: string): Promise<Colleague[]> {
  const { data, error } = await database().rpc('colleagues', { for_account: accountId });
  if (error) throw toPortalError(error);
  return z.parse(colleagueRows, data);
}

/** Invitations nobody has accepted yet, expired ones too; none for people who are not owners. Throws a PortalError. */
export async function readInvites(accountId: string): Promise<Invite[]> {
  const { data, error } = await database()
    .from('account_invites')
    .select('id, email, role, locale, expires_at')
    .eq('account_id', accountId)
    .is('accepted_at', null)
    .is('withdrawn_at', null)
    .order('sent_at', { ascending: false });
  if (error) throw toPortalError(error);
  return z.parse(inviteRows, data);
}

/** Invites an address, or repeats an open invitation. Throws a PortalError: already_member, too_many_requests, invalid_input, not_allowed. */
export async function sendInvite(
  accountId: string,
  { email, role: asRole, locale }: Pick<Invite, 'email' | 'role' | 'locale'>,
): Promise<SentInvite> {
  const { data, error } = await database().rpc('invite_colleague', {
    for_account: accountId,
    address: email,
    as_role: asRole,
    language: locale,
  });
  if (error) throw toPortalError(error);
  return z.parse(sentInvite, data);
}

/** Takes an open invitation back. Throws a PortalError: invite_gone. */
export async function withdrawInvite(id: string): Promise<void> {
  const { error } = await database().rpc('withdraw_invite', { invite_id: id });
  if (error) throw toPortalError(error);
}

/** Gives a colleague another role. Throws a PortalError: last_owner, member_not_found, not_allowed. */
export async function changeRole(accountId: string, person: string, newRole: Role): Promise<void> {
  const { error } = await database().rpc('change_role', { for_account: accountId, person, new_role: newRole });
  if (error) throw toPortalError(error);
}

/** Ends a colleague's access. Throws a PortalError: last_owner, member_not_found, not_allowed. */
export async function removeColleague(accountId: string, person: string): Promise<void> {
  const { error } = await database().rpc('remove_colleague', { for_account: accountId, person });
  if (error) throw toPortalError(error);
}

/** The signed-in person leaves a company. Throws a PortalError: last_owner, not_allowed. */
export async function leaveCompany(accountId: string): Promise<void> {
  const { error } = await database().rpc('leave_account', { for_account: accountId });
  if (error) throw toPortalError(error);
}

/** Open invitations to the signed-in person's address. Throws a PortalError. */
export async function readMyInvites(): Promise<MyInvite[]> {
  const { data, error } = await database().rpc('my_invites');
  if (error) throw toPortalError(error);
  return z.parse(myInviteRows, data);
}

/** Accepts an invitation; answers the company's id. Throws a PortalError: invite_gone. */
export async function acceptInvite(id: string): Promise<string> {
  const { data, error } = await database().rpc('accept_invite', { invite_id: id });
  if (error) throw toPortalError(error);
  return z.parse(z.string(), data);
}
