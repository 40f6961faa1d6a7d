import { catchall, object, optional, safeParse, string } from 'zod/mini';
import { endDeadSession } from './ended-session.ts';
import { readEnvironment } from './environment.ts';
import { isErrorCode, PortalError, toPortalError } from './errors.ts';
import { once } from './once.ts';
import { serviceHeaders } from './service-headers.ts';

const failureSchema = once(() =>
  object({
    error: object({ code: string(), fields: optional(catchall(object({}), string())), hint: optional(string()) }),
  }),
);

/**
 * Calls an edge function with a JSON body and answers its JSON (parse it with the function's contract). Throws a PortalError for every
 * failure. Example: `await callFunction('support', { subject, message })`.
 */
export async function callFunction(name: string, body: object): Promise<unknown> {
  const response = await sendRequest(name, body);
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw await explainRefusedCall(response.status, answer);
  return answer;
}

/** Address of an edge function. */
export function functionUrl(name: string): string {
  return `${readEnvironment().supabaseUrl}/functions/v1/${name}`;
}

async function sendRequest(name: string, body: object): Promise<Response> {
  try {
    return await fetch(functionUrl(name), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await serviceHeaders()) },
      body: JSON.stringify(body),
    });
  } catch (failure) {
    throw toPortalError(failure);
  }
}

function readFailure(status: number, answer: unknown): PortalError {
  const parsed = safeParse(failureSchema(), answer);
  if (!parsed.success) return toPortalError({ status });
  const { code, fields, hint } = parsed.data.error;
  return isErrorCode(code) ? new PortalError(code, { fields, hint }) : toPortalError({ status });
}

/**
 * The error a function's answer stands for. One that refuses the session asked GoTrue; it is forgotten here as well, or the sign-in page would
 * send the person straight back.
 */
export async function explainRefusedCall(status: number, answer: unknown): Promise<PortalError> {
  const failure = readFailure(status, answer);
  if (failure.code === 'session_expired') await endDeadSession();
  return failure;
}
