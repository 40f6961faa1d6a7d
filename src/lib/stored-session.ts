import { type infer as Infer, looseObject, number, optional, safeParse, string } from 'zod/mini';
import { once } from './once.ts';

/** Where auth-js and we keep the session, in localStorage. */
export const sessionKey = 'cps.session';

const sessionSchema = once(() =>
  looseObject({
    access_token: string(),
    refresh_token: string(),
    /** Seconds since 1970. */
    expires_at: number(),
    user: looseObject({ id: string(), email: optional(string()) }),
  }),
);

export type Session = Infer<ReturnType<typeof sessionSchema>>;

/** The stored session as it is, possibly run out; null without one (or when it has another form). */
export function readStoredSession(): Session | null {
  try {
    const parsed = safeParse(sessionSchema(), JSON.parse(localStorage.getItem(sessionKey) ?? 'null'));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Parses GoTrue's answer to a refresh and stores it. Answers null when it has another form. */
export function storeSession(answer: unknown): Session | null {
  const seconds = Math.floor(Date.now() / 1000);
  const lifetime = Number((answer as { expires_in?: number } | null)?.expires_in ?? 0);
  const parsed = safeParse(sessionSchema(), { expires_at: seconds + lifetime, ...(answer as object) });
  if (!parsed.success) return null;
  localStorage.setItem(sessionKey, JSON.stringify(parsed.data));
  return parsed.data;
}

/** What stands in the session's place after somebody signed out; a session that is over is removed instead. Read as a session, it is none. */
export const signedOut = 'null';

/** Forgets a session that is over, and tells the other tabs so. */
export function removeStoredSession(): void {
  localStorage.removeItem(sessionKey);
}
