import { PostgrestClient } from '@supabase/postgrest-js';
import type { Database } from '../../supabase/functions/_shared/database.types.ts';
import { readEnvironment } from './environment.ts';
import { serviceHeaders } from './service-headers.ts';

let client: PostgrestClient<Database> | undefined;

/** Tables, views and functions of the schema `public`, as the signed-in person (row-level security decides what is seen). */
export function database(): PostgrestClient<Database> {
  client ??= new PostgrestClient(`${readEnvironment().supabaseUrl}/rest/v1`, {
    schema: 'public',
    // A lost connection is told at once; the person decides when to try again.
    retry: false,
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers);
      for (const [name, value] of Object.entries(await serviceHeaders())) headers.set(name, value);
      return fetch(input, { ...init, headers });
    },
  });
  return client;
}
