import { looseObject, number, safeParse, string } from 'zod/mini';

/** The storage key of `lib/session.ts`; auth-js reads and writes its session there. */
const sessionKey = 'cps.session';

const sessionSchema = looseObject({ access_token: string(), refresh_token: string(), expires_at: number() });

/** Keeps a session in the form of auth-js; `expires_at` in seconds since 1970. */
export function storeSession(session: { access_token: string; refresh_token: string; expires_at: number }): void {
  localStorage.setItem(sessionKey, JSON.stringify(session));
}

/** What is stored: nothing, a session that is still good, or a stale one whose token has to be refreshed first. */
export function readStoredSession(now: number = Date.now()): {
  state: 'none' | 'current' | 'stale';
  refreshToken: string;
} {
  const parsed = safeParse(sessionSchema, readStorage());
  if (!parsed.success) return { state: 'none', refreshToken: '' };
  // A minute and a half of margin, as auth-js has it.
  const isCurrent = parsed.data.expires_at * 1000 > now + 90_000;
  return { state: isCurrent ? 'current' : 'stale', refreshToken: parsed.data.refresh_token };
}

function readStorage(): unknown {
  try {
    return JSON.parse(localStorage.getItem(sessionKey) ?? 'null');
  } catch {
    return null;
  }
}
