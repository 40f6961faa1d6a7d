import { toPortalError } from '../../lib/errors.ts';
import { authClient, currentSession } from '../../lib/session.ts';

/** Sets a new password and ends the sessions of other devices. Throws a PortalError: password_same, password_too_weak, session_expired. */
export async function changePassword(password: string): Promise<void> {
  const { error } = await authClient().updateUser({ password });
  if (error) throw toPortalError(error);
  // The password is saved by now: a failure here must not look as if it were not.
  await authClient().signOut({ scope: 'others' });
}

/** The address of the signed-in person, or null. */
export async function signedInEmail(): Promise<string | null> {
  return (await currentSession())?.user.email ?? null;
}
