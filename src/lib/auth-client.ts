import { AuthClient } from '@supabase/auth-js';
import { readEnvironment } from './environment.ts';
import { sessionKey } from './stored-session.ts';

let client: AuthClient | undefined;

/**
 * GoTrue's client, for the pages that sign in, confirm and set passwords. Signed-in pages do without it (23 KB): they read the session it
 * stored. Links from mails are handled by `/auth/confirm/` with a button, never by looking at the address.
 */
export function authClient(): AuthClient {
  if (client) return client;
  const { supabaseUrl, publishableKey } = readEnvironment();
  client = new AuthClient({
    url: `${supabaseUrl}/auth/v1`,
    headers: { apikey: publishableKey },
    storageKey: sessionKey,
    autoRefreshToken: false,
    persistSession: true,
    detectSessionInUrl: false,
    flowType: 'implicit',
  });
  return client;
}
