import type { Auth } from './database.ts';
import { Refusal } from './refusal.ts';

/** Who calls, as Supabase Auth confirmed it. */
export interface Caller {
  userId: string;
  /** For asking the database with the caller's own rights. */
  token: string;
}

/**
 * The signed-in person of a request, null without a token. A token that is wrong, expired or signed out is refused, never treated as none.
 * @throws Refusal session_expired
 */
export async function readCaller(request: Request, auth: Pick<Auth, 'getUser'>): Promise<Caller | null> {
  const header = request.headers.get('authorization');
  if (header === null) return null;
  const token = /^Bearer ([^\s]+)$/i.exec(header)?.[1];
  if (!token) throw new Refusal('session_expired');
  const { data, error } = await auth.getUser(token);
  if (data.user) return { userId: data.user.id, token };
  if (error && (error.status === undefined || error.status === 0 || error.status >= 500)) throw error;
  throw new Refusal('session_expired');
}

/**
 * As `readCaller`, for functions that need somebody.
 * @throws Refusal session_expired
 */
export async function requireCaller(request: Request, auth: Pick<Auth, 'getUser'>): Promise<Caller> {
  const caller = await readCaller(request, auth);
  if (!caller) throw new Refusal('session_expired');
  return caller;
}
