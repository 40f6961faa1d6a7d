import { requestAuth } from '../../lib/auth-request.ts';
import { keepDraftsOf } from '../../lib/drafts.ts';
import { PortalError, toPortalError } from '../../lib/errors.ts';
import { currentSession } from '../../lib/session.ts';
import { storeSession } from '../../lib/stored-session.ts';
import type { ConfirmLink } from './confirm-link.ts';

/**
 * Signs in with e-mail and password. Throws a PortalError: invalid_credentials, too_many_requests, … An address that is not confirmed yet is
 * refused like a wrong password, or anybody could find out that it has an account (R17).
 */
export async function signIn(email: string, password: string): Promise<void> {
  try {
    await requestSession('/token?grant_type=password', { email, password });
  } catch (failure) {
    throw toPortalError(failure).code === 'email_not_confirmed' ? new PortalError('invalid_credentials') : failure;
  }
}

/** Uses up the link of a mail; afterwards the person is signed in. Throws link_invalid when it is wrong, used or expired. */
export function confirmLink({ tokenHash, type }: ConfirmLink): Promise<void> {
  return requestSession('/verify', { token_hash: tokenHash, type });
}

/** Uses up the six-digit code of a mail, whichever of the two mails it came with. Throws link_invalid. */
export async function confirmCode(email: string, token: string): Promise<void> {
  try {
    await requestSession('/verify', { email, token, type: 'signup' });
  } catch (failure) {
    if (toPortalError(failure).code !== 'link_invalid') throw failure;
    await requestSession('/verify', { email, token, type: 'recovery' });
  }
}

/** Says whether somebody is signed in here; a session that is over, or that cannot be renewed now, counts as none. */
export async function isSignedIn(): Promise<boolean> {
  const session = await currentSession().catch(() => null);
  return session !== null;
}

/** Asks Auth for a session and keeps it, so that the next page is signed in. */
async function requestSession(path: string, body: object): Promise<void> {
  const answer = await requestAuth({ method: 'POST', path, body });
  const session = storeSession(answer);
  if (!session) throw new PortalError('unexpected');
  keepDraftsOf(session.user.id);
}
