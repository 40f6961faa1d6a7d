import * as z from 'zod/mini';
import type { Database } from './database.ts';

const states = z.enum(['unknown', 'unconfirmed', 'confirmed']);

/** What is known of an address; decides what is mailed and never leaves the server (R17). */
export async function readSignInState(database: Database, address: string) {
  return states.parse(await database('sign_in_state', { address }));
}
