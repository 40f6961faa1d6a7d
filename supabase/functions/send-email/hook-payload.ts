import * as z from 'zod/mini';
import type { MailKind } from '../_shared/mail/kinds.ts';
import { Refusal } from '../_shared/refusal.ts';

const text = z._default(z.string(), '');

/** The part of Supabase Auth's payload that is read (supabase.com/docs/guides/auth/auth-hooks/send-email-hook). */
export const hookPayload = z.object({
  user: z.object({ email: z.string(), new_email: z.optional(z.string()) }),
  email_data: z.object({
    token: text,
    token_hash: text,
    token_new: text,
    token_hash_new: text,
    email_action_type: z.string(),
  }),
});
export type HookPayload = z.infer<typeof hookPayload>;

type AuthMailKind = Extract<MailKind, 'confirm_account' | 'reset_password' | 'sign_in_link' | 'email_change'>;

/** Kind of our mail, and what `verifyOtp` wants to hear, for each action of Supabase Auth. */
const actions: Record<string, { kind: AuthMailKind; type: string }> = {
  signup: { kind: 'confirm_account', type: 'signup' },
  invite: { kind: 'confirm_account', type: 'invite' },
  recovery: { kind: 'reset_password', type: 'recovery' },
  magiclink: { kind: 'sign_in_link', type: 'magiclink' },
  reauthentication: { kind: 'sign_in_link', type: 'reauthentication' },
  email_change: { kind: 'email_change', type: 'email_change' },
};

export interface AuthMail {
  kind: AuthMailKind;
  recipient: string;
  token: string;
  tokenHash: string;
  type: string;
  /** Same for every repetition of one hook call. */
  dedupeKey: string;
}

/**
 * The mails one hook call asks for. Notices that something was changed (`…_notification`) are none: the database writes its own.
 * @throws Refusal invalid_input for an action nobody wrote a mail for
 */
export async function listMails({ user, email_data: data }: HookPayload): Promise<AuthMail[]> {
  if (data.email_action_type.endsWith('_notification')) return [];
  const action = actions[data.email_action_type];
  if (!action) throw new Refusal('invalid_input');
  const mail = async (recipient: string, token: string, tokenHash: string): Promise<AuthMail> => ({
    ...action,
    recipient,
    token,
    // A code asked for while signed in has no link.
    tokenHash: action.type === 'reauthentication' ? '' : tokenHash,
    dedupeKey: `auth:${action.type}:${await hash(`${tokenHash}:${token}:${recipient}`)}`,
  });
  if (data.email_action_type !== 'email_change') return [await mail(user.email, data.token, data.token_hash)];
  // Auth's names are crossed: `token` with `token_hash_new` is for the current address, `token_new` with `token_hash` for the new one.
  const newAddress = user.new_email ?? user.email;
  if (!data.token_hash_new) return [await mail(newAddress, data.token || data.token_new, data.token_hash)];
  return [
    await mail(user.email, data.token, data.token_hash_new),
    await mail(newAddress, data.token_new, data.token_hash),
  ];
}

/** A digest in the place of the secret itself: keys are kept after the mail is sent, tokens are not. */
async function hash(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
