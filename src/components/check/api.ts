import * as z from 'zod/mini';
import { readEnvironment } from '../../lib/environment.ts';

/** What a service desk may know: nothing but this. */
export type CheckAnswer = { kind: 'valid'; tier: string; until: string } | { kind: 'not_valid' | 'forged' };

const answerSchema = z.union([
  z.object({ valid: z.literal(true), tier: z.string(), until: z.string() }),
  z.object({ valid: z.literal(false) }),
]);
const refusalSchema = z.object({ message: z.literal('card_forged') });

/**
 * Asks whether the card behind a token is good now. Without the session of whoever looks: the answer is the same for everybody.
 * Throws when no answer came.
 */
export async function checkCard(token: string): Promise<CheckAnswer> {
  const { supabaseUrl, publishableKey } = readEnvironment();
  const response = await fetch(`${supabaseUrl}/rest/v1/rpc/check_membership_card`, {
    method: 'POST',
    headers: { apikey: publishableKey, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
    cache: 'no-store',
  });
  const body: unknown = await response.json();
  if (!response.ok) {
    z.parse(refusalSchema, body);
    return { kind: 'forged' };
  }
  const answer = z.parse(answerSchema, body);
  return answer.valid ? { kind: 'valid', tier: answer.tier, until: answer.until } : { kind: 'not_valid' };
}
