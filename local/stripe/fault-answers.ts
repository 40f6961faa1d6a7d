import type { Fault } from './faults.ts';
import type { SavedAnswer } from './idempotency.ts';

/** What the caller gets, and what is kept for a repetition with the same key. */
export interface Outcome {
  sent: SavedAnswer | 'cut';
  saved?: SavedAnswer;
}

/** Does the work with the ordered disturbance, if any: before it takes effect, after it, or only slowly. */
export async function answerWithFault(fault: Fault | undefined, work: () => SavedAnswer): Promise<Outcome> {
  if (!fault) return keep(work());
  const answer = fault.when === 'after' ? work() : undefined;
  if (fault.delayMilliseconds > 0) await new Promise((resolve) => setTimeout(resolve, fault.delayMilliseconds));
  if (fault.answer === 'delay') return keep(answer ?? work());
  if (fault.answer === 'reset') return answer ? { sent: 'cut', saved: answer } : { sent: 'cut' };
  if (fault.answer === 429) return { sent: describe(429, 'invalid_request_error', 'Too many requests', 'rate_limit') };
  return keep(describe(500, 'api_error', 'An ordered failure'));
}

function keep(answer: SavedAnswer): Outcome {
  return { sent: answer, saved: answer };
}

function describe(status: number, type: string, message: string, code?: string): SavedAnswer {
  return { status, body: JSON.stringify({ error: { type, message, code } }) };
}
