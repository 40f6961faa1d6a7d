import { readEnvironment } from './environment.ts';
import { currentSession } from './session.ts';

/** Headers of every call: the project's public key, and the person's token when there is a session. */
export async function serviceHeaders(): Promise<Record<string, string>> {
  const { publishableKey } = readEnvironment();
  const session = await currentSession();
  return { apikey: publishableKey, ...(session ? { authorization: `Bearer ${session.access_token}` } : {}) };
}
