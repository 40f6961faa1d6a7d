import { createClient } from '@supabase/supabase-js';
import { type ErrorCode, errorCodes } from './contracts/error-codes.ts';
import { Refusal } from './refusal.ts';

/**
 * Calls a database function by name with named arguments and answers its result, to be parsed by whoever asked.
 * Throws `Refusal` for the refusals the database raises, any other error as it is.
 */
export type Database = (name: string, parameters?: Record<string, unknown>) => Promise<unknown>;

const withoutSession = { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false };

/** The functions of schema `service`, with the project's secret key. */
export function createServiceDatabase(settings: { supabaseUrl: string; secretKey: string }): Database {
  const client = createClient(settings.supabaseUrl, settings.secretKey, { auth: withoutSession }).schema('service');
  return async (name, parameters = {}) => settle(await client.rpc(name, parameters));
}

/** The API as the person whose token it is sees it: row-level security applies. */
export function createPersonalClient(settings: { supabaseUrl: string; publishableKey: string }, token: string) {
  return createClient(settings.supabaseUrl, settings.publishableKey, {
    auth: withoutSession,
    global: { headers: { authorization: `Bearer ${token}` } },
  });
}

/** Sign-up, mails and tokens of Supabase Auth, without a session of its own. */
export function createAuth(settings: { supabaseUrl: string; publishableKey: string }) {
  return createClient(settings.supabaseUrl, settings.publishableKey, { auth: withoutSession }).auth;
}

export type Auth = ReturnType<typeof createAuth>;

interface Failure {
  code: string;
  message: string;
  details: string | null;
  hint: string | null;
}

/** Answers the data of a database answer, or throws its refusal. */
export function settle<Data>(answer: { data: Data; error: Failure | null }): Data {
  const { data, error } = answer;
  if (!error) return data;
  if (error.code?.startsWith('PT') && isErrorCode(error.message)) {
    throw new Refusal(error.message, { hint: error.hint ?? undefined, cause: error });
  }
  throw new Error(`database: ${error.code} ${error.message}`, { cause: error });
}

function isErrorCode(text: string): text is ErrorCode {
  return errorCodes.some((code) => code === text);
}
