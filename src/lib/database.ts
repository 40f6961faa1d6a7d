import { PostgrestClient } from '@supabase/postgrest-js';
import type { Database } from '../../supabase/functions/_shared/database.types.ts';
import { endDeadSession } from './ended-session.ts';
import { readEnvironment } from './environment.ts';
import { serviceHeaders } from './service-headers.ts';
import { yieldToBrowser } from './yield-to-browser.ts';

/** Statuses a session that was ended elsewhere meets, too: not signed in, not allowed, not found. */
const refusals = [401, 403, 404];

let client: PostgrestClient<Database> | undefined;

/** Tables, views and functions of the schema `public`, as the signed-in person (row-level security decides what is seen). */
export function database(): PostgrestClient<Database> {
  client ??= new PostgrestClient(`${readEnvironment().supabaseUrl}/rest/v1`, {
    schema: 'public',
    // A lost connection is told at once; the person decides when to try again.
    retry: false,
    fetch: async (input, init) => {
      // Apart from the drawing of what asks.
      await yieldToBrowser();
      const headers = new Headers(init?.headers);
      for (const [name, value] of Object.entries(await serviceHeaders())) headers.set(name, value);
      const response = await fetch(input, { ...init, headers });
      return refusals.includes(response.status) && (await endDeadSession()) ? makeExpiredAnswer() : response;
    },
  });
  return client;
}

/** What PostgREST answers to a token that has run out. */
function makeExpiredAnswer(): Response {
  return Response.json({ code: 'PGRST303', message: 'JWT expired', details: null, hint: null }, { status: 401 });
}
