import type { Auth } from './database.ts';

/** The calls of Supabase Auth that make it send a mail. */
export type AuthMailer = Pick<Auth, 'signUp' | 'resetPasswordForEmail'>;

/**
 * Waits for a call of Supabase Auth. One mail a minute is the rule there; asking sooner is no failure, the first mail is on its way.
 * @throws AuthError for everything else
 */
export async function expectMail(call: Promise<{ error: { status?: number | undefined } | null }>): Promise<void> {
  const { error } = await call;
  if (error && error.status !== 429) throw error;
}

/** A password nobody knows; the member sets the real one after confirming the address. At most 72 bytes count (bcrypt). */
export function makeUnknownPassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `${btoa(String.fromCharCode(...bytes))}aA1!`;
}
