import { randomUUID } from 'node:crypto';
import { stackFromEnvironment } from '../../support/stack.ts';

export interface Answer {
  status: number;
  headers: Headers;
  // Tests look into it freely; what a member meets is parsed by the site.
  // biome-ignore lint/suspicious/noExplicitAny: an answer may be anything
  body: any;
}

interface Options {
  /** Access token of the person who calls. */
  token?: string;
  method?: string;
  headers?: Record<string, string>;
  /** Where the call seems to come from; somewhere new unless given, so that quotas of other tests do not matter. */
  sender?: string;
}

/** Calls an edge function as the site does. A text is sent as it is, anything else as JSON. */
export async function callFunction(name: string, body?: unknown, options: Options = {}): Promise<Answer> {
  const { addresses, keys } = stackFromEnvironment();
  const answer = await fetch(`${addresses.api}/functions/v1/${name}`, {
    method: options.method ?? 'POST',
    headers: {
      'content-type': 'application/json',
      apikey: keys.publishable,
      'x-forwarded-for': options.sender ?? randomUUID(),
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: readJson(text) };
}

/** Calls the function `jobs` as the scheduler does; `at` is the moment it acts for. */
export function runJobs(at?: Date): Promise<Answer> {
  const { keys } = stackFromEnvironment();
  return callFunction('jobs', at ? { at: at.toISOString() } : {}, { headers: { apikey: keys.secret } });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
