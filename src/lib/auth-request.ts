import { readEnvironment } from './environment.ts';
import { type PortalError, toPortalError } from './errors.ts';

/** One call of GoTrue's API. */
export interface AuthRequest {
  method: 'GET' | 'POST' | 'PUT';
  /** Below `/auth/v1`: `/user`, `/logout?scope=local`. */
  path: string;
  body?: object;
  accessToken?: string;
  /** Let the call finish although the page is left. */
  keepalive?: boolean;
}

/**
 * Calls GoTrue and answers its JSON. Throws a PortalError. A hand-written call instead of auth-js, whose 23 KB no signed-in page can spare
 * (supabase-js#151).
 */
export async function requestAuth(request: AuthRequest): Promise<unknown> {
  const response = await sendAuthRequest(request);
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw readRefusal(response.status, answer);
  return answer;
}

/** The same call with the bare answer, for who must tell the statuses apart. Throws `connection_lost`. */
export async function sendAuthRequest({ method, path, body, accessToken, keepalive }: AuthRequest): Promise<Response> {
  const { supabaseUrl, publishableKey } = readEnvironment();
  try {
    return await fetch(`${supabaseUrl}/auth/v1${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        apikey: publishableKey,
        ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
      },
      body: body ? JSON.stringify(body) : null,
      keepalive: keepalive ?? false,
    });
  } catch (failure) {
    throw toPortalError(failure);
  }
}

/** GoTrue names the reason `error_code`; newer answers have it as `code`. */
function readRefusal(status: number, answer: unknown): PortalError {
  const { error_code, code, msg } = (answer ?? {}) as { error_code?: string; code?: string; msg?: string };
  return toPortalError({ status, code: error_code ?? code, message: msg });
}
