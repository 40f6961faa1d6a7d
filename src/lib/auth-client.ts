import { requestAuth } from './auth-request.ts';
import { endDeadSession } from './ended-session.ts';
import { type PortalError, toPortalError } from './errors.ts';
import { readStoredSession } from './stored-session.ts';

type Answer = Promise<{ error: PortalError | null }>;

interface AuthClient {
  /** Changes the signed-in person's password. */
  updateUser(change: { password: string }): Answer;
  /** Ends the sessions of other devices. */
  signOut(options: { scope: 'others' }): Answer;
}

/** What a signed-in page asks of GoTrue, with the names and answers auth-js gives them. */
export function authClient(): AuthClient {
  return {
    updateUser: (change) => answer({ method: 'PUT', path: '/user', body: change }),
    signOut: ({ scope }) => answer({ method: 'POST', path: `/logout?scope=${scope}` }),
  };
}

async function answer(request: { method: 'POST' | 'PUT'; path: string; body?: object }): Answer {
  try {
    const accessToken = readStoredSession()?.access_token;
    await requestAuth({ ...request, ...(accessToken ? { accessToken } : {}) });
    return { error: null };
  } catch (failure) {
    const error = toPortalError(failure);
    // Forgotten here as well, or the sign-in page would send the person straight back.
    if (error.code === 'session_expired') await endDeadSession();
    return { error };
  }
}
