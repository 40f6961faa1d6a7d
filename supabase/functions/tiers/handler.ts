import * as z from 'zod/mini';
import { readJson } from '../_shared/body.ts';
import { requireCaller } from '../_shared/caller.ts';
import { type JoinAnswer, type JoinRequest, joinRequest } from '../_shared/contracts/join.ts';
import type { Handler } from '../_shared/endpoint.ts';
import { logFailure } from '../_shared/log.ts';
import { Refusal } from '../_shared/refusal.ts';
import type { Services } from '../_shared/services.ts';
import { createCardPage } from '../_shared/stripe/card-page.ts';
import { isDefiniteRefusal } from '../_shared/stripe/failures.ts';
import { fulfilMembership } from '../_shared/stripe/fulfil-membership.ts';
import { type MembershipOrder, membershipOrder } from '../_shared/stripe/membership-order.ts';
import type { StripeTools } from '../_shared/stripe/stripe-tools.ts';

type Tools = Pick<Services, 'database' | 'deliver' | 'inBackground'> &
  StripeTools & { auth: Pick<Services['auth'], 'getUser'>; siteUrl: string };

/**
 * Joins CPS (S6 to S9): the membership is active and numbered before Stripe hears of it (decision 3). A second click answers the same
 * membership and the same page.
 */
export function createHandler(tools: Tools): Handler {
  return async (request) => {
    const caller = await requireCaller(request, tools.auth);
    const wish = await readJson(request, joinRequest);
    const order = await startMembership(tools, caller.userId, wish);
    const customer = await tellStripe(tools, order);
    const checkoutUrl = customer === null ? null : await openCardPage(tools, order, customer, wish.locale);
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

/** The customer's id at Stripe; null when Stripe could not be reached, then the job finishes the rest. */
async function tellStripe(tools: Tools, order: MembershipOrder): Promise<string | null> {
  try {
    return await fulfilMembership(tools, order);
  } catch (error) {
    logFailure(`membership ${order.number} at Stripe`, error);
    if (!isDefiniteRefusal(error)) return null;
    await tools.database('undo_membership', { membership: order.membership_id });
    throw new Refusal('billing_refused', { cause: error });
  }
}

/** The page that saves the card; null for bank transfer, and when Stripe fails now: the card can be saved later. */
async function openCardPage(
  { stripe, siteUrl }: Tools,
  order: MembershipOrder,
  customer: string,
  locale: string,
): Promise<string | null> {
  if (order.payment_method !== 'card') return null;
  const idempotencyKey = `checkout:${order.membership_id}:${locale}`;
  const { account_id: accountId, currency } = order;
  try {
    return await createCardPage(stripe, { customer, accountId, currency, locale, siteUrl, idempotencyKey });
  } catch (error) {
    logFailure(`card page of membership ${order.number}`, error);
    return null;
  }
}
