import { catchall, object, optional, safeParse, string } from 'zod/mini';
import { endDeadSession } from './ended-session.ts';
import { readEnvironment } from './environment.ts';
import { isErrorCode, PortalError, toPortalError } from './errors.ts';
import { serviceHeaders } from './service-headers.ts';

const failureSchema = object({
  error: object({ code: string(), fields: optional(catchall(object({}), string())), hint: optional(string()) }),
});

/**
 * Calls an edge function with a JSON body and answers its JSON (parse it with the function's contract). Throws a PortalError for every
 * failure. Example: `await callFunction('support', { subject, message })`.
 */
export async function callFunction(name: string, body: object): Promise<unknown> {
  const response = await sendRequest(name, body);
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw await explainFailure(readFailure(response.status, answer));
  return answer;
}

async function sendRequest(name: string, body: object): Promise<Response> {
  try {
    return await fetch(`${readEnvironment().supabaseUrl}/functions/v1/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await serviceHeaders()) },
      body: JSON.stringify(body),
    });
  } catch (failure) {
    throw toPortalError(failure);
  }
}

function readFailure(status: number, answer: unknown): PortalError {
  const parsed = safeParse(failureSchema, answer);
  if (!parsed.success) return toPortalError({ status });
  const { code, fields, hint } = parsed.data.error;
  return isErrorCode(code) ? new PortalError(code, { fields, hint }) : toPortalError({ status });
}

/** A function that refuses the session asked GoTrue; forgotten here as well, or the sign-in page would send the person straight back. */
async function explainFailure(failure: PortalError): Promise<PortalError> {
  if (failure.code === 'session_expired') await endDeadSession();
  return failure;
}
