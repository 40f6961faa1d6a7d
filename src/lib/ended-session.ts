import { sendAuthRequest } from './auth-request.ts';
import { PortalError } from './errors.ts';
import { readStoredSession, removeStoredSession } from './stored-session.ts';

/**
 * Asks GoTrue whether the stored session was ended elsewhere (a new password, a sign-out of all devices), and forgets it then. Until its token
 * runs out, row-level security answers such a session with nothing, or with "not allowed", as if the role did not suffice. Without an answer
 * the session counts as standing.
 */
export async function endDeadSession(): Promise<boolean> {
  const session = readStoredSession();
  if (!session) return true;
  const asked = { method: 'GET', path: '/user', accessToken: session.access_token } as const;
  const response = await sendAuthRequest(asked).catch(() => null);
  const isOver = response?.status === 401 || response?.status === 403;
  // Another tab may have signed in meanwhile: that session is not the one that was asked about.
  if (isOver && readStoredSession()?.access_token === session.access_token) removeStoredSession();
  return isOver;
}

/** The true reason of a refusal: `session_expired` where the session is over, else the refusal itself. */
export async function explainRefusal(refusal: PortalError): Promise<PortalError> {
  return (await endDeadSession()) ? new PortalError('session_expired') : refusal;
}
