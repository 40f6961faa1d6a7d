import type { Locale } from '../i18n/locales.ts';
import { requestAuth } from './auth-request.ts';
import { clearDrafts, keepDraftsOf } from './drafts.ts';
import { readFragment } from './fragment.ts';
import { paths } from './paths.ts';
import { isFresh, refreshSession } from './refresh-session.ts';
import { readStoredSession, type Session, sessionKey, signedOut } from './stored-session.ts';

export { authClient } from './auth-client.ts';

/** The session of the signed-in person, renewed if it had run out, or null. Throws a PortalError when renewing failed on the way. */
export async function currentSession(): Promise<Session | null> {
  const stored = readStoredSession();
  const session = stored && !isFresh(stored) ? await refreshSession() : stored;
  if (session) keepDraftsOf(session.user.id);
  return session;
}

/** The session; without one the browser goes to the sign-in page, which leads back here, and the answer never arrives. */
export async function requireSession(locale: Locale): Promise<Session> {
  const session = await currentSession();
  return session ?? leaveToSignIn(locale);
}

/** Goes to the sign-in page and remembers this page as `next`; what stands after `#` stays in the tab. */
export function leaveToSignIn(locale: Locale): Promise<never> {
  readFragment();
  location.replace(paths.signIn(locale, `${location.pathname}${location.search}`));
  return new Promise(() => undefined);
}

/** Ends the session of this browser only; other devices stay signed in. Works without a connection, too. */
export async function signOut(): Promise<void> {
  const session = readStoredSession();
  localStorage.setItem(sessionKey, signedOut);
  forgetPerson();
  if (session) await revokeSession(session.access_token);
}

/**
 * Leaves to the sign-in page when another tab signs out, or finds that the session is over. Only who signs out wants to leave nothing behind:
 * otherwise what was typed here stays, and signing in leads back to it. Answers a function that stops listening.
 */
export function leaveWithOtherTabs(locale: Locale): () => void {
  const listen = ({ key, newValue }: StorageEvent): void => {
    if (key !== sessionKey) return;
    if (newValue === null) void leaveToSignIn(locale);
    if (newValue !== signedOut) return;
    forgetPerson();
    location.replace(paths.signIn(locale));
  };
  addEventListener('storage', listen);
  return () => removeEventListener('storage', listen);
}

async function revokeSession(accessToken: string): Promise<void> {
  const request = requestAuth({ method: 'POST', path: '/logout?scope=local', accessToken, keepalive: true });
  // Without a connection the session is forgotten here and runs out there.
  await request.catch(() => undefined);
}

function forgetPerson(): void {
  clearDrafts();
  sessionStorage.removeItem('cps.account');
}
