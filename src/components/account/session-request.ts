import { looseObject, number, optional, safeParse, string, union } from 'zod/mini';
import { readEnvironment } from '../../lib/environment.ts';
import { PortalError, toPortalError } from '../../lib/errors.ts';
import { storeSession } from './stored-session.ts';

const sessionSchema = looseObject({
  access_token: string(),
  refresh_token: string(),
  expires_in: number(),
  user: looseObject({ id: string() }),
});
/** Newer versions of Auth name the reason in `code`, older ones in `error_code` beside the status. */
const refusalSchema = looseObject({ code: optional(union([string(), number()])), error_code: optional(string()) });

/**
 * Asks Auth for a session and leaves it where `lib/session.ts` finds it on the next page. Auth is asked directly, because auth-js is 22 KB of
 * which these pages would need one request. In: path and body of the request. Throws a PortalError.
 */
export async function requestSession(path: string, body: object): Promise<void> {
  const response = await sendRequest(path, body);
  const answer: unknown = await response.json().catch(() => null);
  const session = safeParse(sessionSchema, answer);
  if (!response.ok || !session.success) throw readRefusal(response.status, answer);
  storeSession({ ...session.data, expires_at: Math.floor(Date.now() / 1000) + session.data.expires_in });
}

async function sendRequest(path: string, body: object): Promise<Response> {
  const { supabaseUrl, publishableKey } = readEnvironment();
  try {
    return await fetch(`${supabaseUrl}/auth/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', apikey: publishableKey },
      body: JSON.stringify(body),
    });
  } catch (failure) {
    throw toPortalError(failure);
  }
}

function readRefusal(status: number, answer: unknown): PortalError {
  const refusal = safeParse(refusalSchema, answer);
  const code = refusal.success ? (refusal.data.error_code ?? refusal.data.code) : undefined;
  return toPortalError({ code, status });
}
