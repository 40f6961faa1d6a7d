import * as z from 'zod/mini';
import { readJson } from '../_shared/body.ts';
import { requireCaller } from '../_shared/caller.ts';
import { type JoinAnswer, type JoinRequest, joinRequest } from '../_shared/contracts/join.ts';
import type { Handler } from '../_shared/endpoint.ts';
import { Refusal } from '../_shared/refusal.ts';
import type { Services } from '../_shared/services.ts';
import { readCardPage } from '../_shared/stripe/card-page.ts';
import { type MembershipOrder, membershipOrder } from '../_shared/stripe/membership-order.ts';
import { drainAccount } from '../_shared/stripe/run-calls.ts';
import type { CallTools } from '../_shared/stripe/stripe-tools.ts';

type Tools = Pick<Services, 'database' | 'deliver' | 'inBackground'> &
  CallTools & { auth: Pick<Services['auth'], 'getUser'> };

/**
 * Joins CPS (S6 to S9): the membership is active and numbered before Stripe hears of it (decision 3), and what Stripe must hear is written in the same
 * transaction (decision 6). A second click answers the same membership and the same page.
 */
export function createHandler(tools: Tools): Handler {
  return async (request) => {
    const caller = await requireCaller(request, tools.auth);
    const wish = await readJson(request, joinRequest);
    const order = await startMembership(tools, caller.userId, wish);
    const isKnown = await tellStripe(tools, order);
    const checkoutUrl = isKnown ? await openCardPage(tools, order, wish.locale) : null;
    tools.inBackground('tiers', tools.deliver);
    const answer: JoinAnswer = { membershipNumber: order.number, formerNumber: order.former_number, checkoutUrl };
    return Response.json(answer);
  };
}

async function startMembership({ database }: Tools, userId: string, wish: JoinRequest): Promise<MembershipOrder> {
  const started = await database('start_membership', {
    person: userId,
    for_account: wish.accountId,
    tier: wish.tier,
    pay_by: wish.paymentMethod,
    renew: wish.renews,
    billing: wish.billing,
  });
  return z.intersection(membershipOrder, z.object({ is_new: z.boolean() })).parse(started);
}

/** False when Stripe could not be reached: jobs make the rest of the calls. Undone when Stripe refuses, whoever was told so first. */
async function tellStripe(tools: Tools, order: MembershipOrder): Promise<boolean> {
  const membership = order.membership_id;
  const undo = async () => void (await tools.database('undo_membership', { membership }));
  let cause: unknown;
  const onRefused = async (call: { membershipId: string | null; error: unknown }) => {
    if (call.membershipId !== membership) return;
    cause = call.error;
    await undo();
  };
  await drainAccount({ ...tools, onRefused }, order.account_id);
  const state = await tools.database('membership_at_stripe', { membership });
  if (state !== 'refused') return state === 'known';
  await undo();
  throw new Refusal('billing_refused', { cause });
}

/** The page that saves the card; null for bank transfer, and when Stripe fails now: the card can be saved later. */
async function openCardPage(tools: Tools, order: MembershipOrder, locale: string): Promise<string | null> {
  if (order.payment_method !== 'card') return null;
  const once = `card_page:${order.membership_id}:${locale}`;
  const { page } = await readCardPage(tools, { for_account: order.account_id, locale, once });
  return page;
}
