import { toPortalError } from '../../lib/errors.ts';
import type { ConfirmLink } from './confirm-link.ts';
import { requestSession } from './session-request.ts';
import { readStoredSession } from './stored-session.ts';

/** Signs in with e-mail and password. Throws a PortalError: invalid_credentials, email_not_confirmed, too_many_requests, … */
export function signIn(email: string, password: string): Promise<void> {
  return requestSession('/token?grant_type=password', { email, password });
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

/** Says whether somebody is signed in here; a stale session is refreshed, one that is over counts as none. */
export async function isSignedIn(): Promise<boolean> {
  const { state, refreshToken } = readStoredSession();
  if (state !== 'stale') return state === 'current';
  try {
    await requestSession('/token?grant_type=refresh_token', { refresh_token: refreshToken });
    return true;
  } catch {
    return false;
  }
}
