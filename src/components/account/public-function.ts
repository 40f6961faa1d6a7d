import { object, optional, record, safeParse, string } from 'zod/mini';
import { readEnvironment } from '../../lib/environment.ts';
import { isErrorCode, PortalError, toPortalError } from '../../lib/errors.ts';

const failureSchema = object({
  error: object({ code: string(), fields: optional(record(string(), string())), hint: optional(string()) }),
});

/**
 * Calls an edge function as nobody in particular: for the forms of people who are not signed in. `callFunction` of lib does the same with the
 * person's token, but brings auth-js (24 KB) along. Answers the JSON; throws a PortalError for every failure.
 */
export async function callPublicFunction(name: string, body: object): Promise<unknown> {
  const response = await sendRequest(name, body);
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw readFailure(response.status, answer);
  return answer;
}

async function sendRequest(name: string, body: object): Promise<Response> {
  const { supabaseUrl, publishableKey } = readEnvironment();
  try {
    return await fetch(`${supabaseUrl}/functions/v1/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', apikey: publishableKey },
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
