import * as z from 'zod/mini';
import { brand } from '../../../../src/brand.ts';
import { describeFailure, logFailure } from '../log.ts';
import { stripeCalls } from './calls/registry.ts';
import type { CallResult, CallToMake, StripeCall } from './calls/stripe-call.ts';
import { isDefiniteRefusal, isKeySpent } from './failures.ts';
import type { CallTools, StripeTools } from './stripe-tools.ts';

const id = z.nullable(z.string());
const leasedCalls = z.array(
  z.object({
    id: z.uuid(),
    kind: z.string(),
    account_id: z.uuid(),
    membership_id: id,
    invoice_id: id,
    parameters: z.record(z.string(), z.unknown()),
    attempts: z.int(),
    needs_look: z.boolean(),
    leased_at: z.string(),
    stripe_customer_id: id,
    stripe_subscription_id: id,
    stripe_invoice_id: id,
  }),
);
type LeasedCall = z.infer<typeof leasedCalls>[number];

/** A call that Stripe will never accept as it is. */
export interface RefusedCall {
  id: string;
  kind: string;
  accountId: string;
  membershipId: string | null;
  error: unknown;
}

export interface RunTools extends CallTools {
  /** Hears of a call Stripe refuses for good, before it is given up; a crash in between tells it again. */
  onRefused?: (call: RefusedCall) => Promise<void>;
}

type Outcome = 'made' | 'failed' | 'refused' | 'renewed';

const atOnce = 4;
const budgetMilliseconds = 10_000;
const pollMilliseconds = 150;

/**
 * Makes the calls to Stripe that are due (decision 6), of each company one after the other, until nothing is due or no time is left.
 * @returns how often each outcome came
 */
export async function runCalls(tools: RunTools): Promise<Record<Outcome, number>> {
  const counts = { made: 0, failed: 0, refused: 0, renewed: 0 };
  const deadline = Date.now() + budgetMilliseconds;
  while (Date.now() < deadline) {
    const calls = await leaseCalls(tools, atOnce);
    if (calls.length === 0) break;
    for (const outcome of await Promise.all(calls.map((call) => settleCall(tools, call)))) counts[outcome] += 1;
  }
  return counts;
}

/**
 * Makes the calls of one company at once, for a request that waits for the answer; calls somebody else is making are waited for.
 * @returns whether nothing is left, or something waits for a later try
 */
export async function drainAccount(tools: RunTools, accountId: string): Promise<'drained' | 'waiting'> {
  const deadline = Date.now() + budgetMilliseconds;
  while (Date.now() < deadline) {
    const [call] = await leaseCalls(tools, 1, accountId);
    if (call) {
      if ((await settleCall(tools, call)) === 'failed') return 'waiting';
      continue;
    }
    const state = await tools.database('stripe_calls_state', { for_account: accountId });
    if (state === 'drained') return 'drained';
    if (state === 'waiting') return 'waiting';
    await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
  }
  return 'waiting';
}

const callState = z.object({
  state: z.enum(['done', 'waiting', 'gave_up']),
  result: z.nullable(z.record(z.string(), z.unknown())),
  error: z.nullable(z.string()),
});

/** What became of a call, also when a successor took its place. */
export async function readCall(tools: StripeTools, call: string): Promise<z.infer<typeof callState>> {
  return callState.parse(await tools.database('read_stripe_call', { call }));
}

async function leaseCalls({ database }: StripeTools, max: number, onlyAccount?: string): Promise<LeasedCall[]> {
  return leasedCalls.parse(await database('lease_stripe_calls', { max, only_account: onlyAccount ?? null }));
}

async function settleCall(tools: RunTools, leased: LeasedCall): Promise<Outcome> {
  try {
    const kind = stripeCalls[leased.kind];
    if (!kind) throw new Error(`nobody knows how to make the call ${leased.kind}`);
    const result = await makeCall(tools, kind, leased);
    if (result === undefined) return 'renewed';
    await tools.database('stripe_call_done', { call: leased.id, result });
    return 'made';
  } catch (error) {
    return reportFailure(tools, leased, error);
  }
}

/** Undefined when its effect is absent and its key is no good: a successor with a new key took its place. */
async function makeCall(tools: CallTools, kind: StripeCall, leased: LeasedCall): Promise<CallResult | undefined> {
  const call = describeCall(kind, leased);
  if (!leased.needs_look) return kind.run(tools, call);
  const found = await kind.find?.(tools, call);
  if (found === undefined) await tools.database('renew_stripe_call', { call: leased.id });
  return found;
}

async function reportFailure(tools: RunTools, leased: LeasedCall, error: unknown): Promise<Outcome> {
  logFailure(`call ${leased.kind} ${leased.id}, attempt ${leased.attempts}`, error);
  const isFinal = isDefiniteRefusal(error);
  const { id: callId, kind, account_id: accountId, membership_id: membershipId } = leased;
  if (isFinal) await tools.onRefused?.({ id: callId, kind, accountId, membershipId, error });
  await tools.database('stripe_call_failed', {
    call: callId,
    error: describeFailure(error),
    is_final: isFinal,
    key_is_spent: isKeySpent(error),
    desk: brand.support.email,
  });
  return isFinal ? 'refused' : 'failed';
}

function describeCall(kind: StripeCall, leased: LeasedCall): CallToMake<unknown> {
  return {
    id: leased.id,
    accountId: leased.account_id,
    membershipId: leased.membership_id,
    invoiceId: leased.invoice_id,
    parameters: kind.parameters.parse(leased.parameters),
    customer: leased.stripe_customer_id,
    subscription: leased.stripe_subscription_id,
    invoice: leased.stripe_invoice_id,
    leasedAt: leased.leased_at,
  };
}
