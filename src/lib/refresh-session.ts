import { sendAuthRequest } from './auth-request.ts';
import { PortalError } from './errors.ts';
import { readStoredSession, removeStoredSession, type Session, sessionKey, storeSession } from './stored-session.ts';

/** A token is renewed this many seconds before it runs out, so that a call on its way does not fail. */
const margin = 60;

/** True while the session's token can be used for the next call. */
export function isFresh(session: Session): boolean {
  return session.expires_at - margin > Date.now() / 1000;
}

/**
 * Exchanges the refresh token, one tab at a time: a token may be used once, so the others wait and take what the first one stored. Answers null
 * when the session is over; throws `connection_lost` when that could not be learnt.
 */
export async function refreshSession(): Promise<Session | null> {
  const refresh = async (): Promise<Session | null> => {
    const stored = readStoredSession();
    return !stored || isFresh(stored) ? stored : exchangeToken(stored.refresh_token);
  };
  return navigator.locks ? navigator.locks.request(`${sessionKey}.refresh`, refresh) : refresh();
}

async function exchangeToken(refreshToken: string): Promise<Session | null> {
  const response = await sendAuthRequest({
    method: 'POST',
    path: '/token?grant_type=refresh_token',
    body: { refresh_token: refreshToken },
  });
  if (response.status === 429) throw new PortalError('too_many_requests');
  if (response.status >= 500) throw new PortalError('unexpected');
  const session = response.ok ? storeSession(await response.json()) : null;
  // Any other refusal means that the token is used up or revoked: the session is over.
  if (!session) removeStoredSession();
  return session;
}
