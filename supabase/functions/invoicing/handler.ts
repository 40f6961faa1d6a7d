import { readJson } from '../_shared/body.ts';
import { requireCaller } from '../_shared/caller.ts';
import { cardSetupRequest } from '../_shared/contracts/join.ts';
import type { Handler } from '../_shared/endpoint.ts';
import { Refusal } from '../_shared/refusal.ts';
import type { Services } from '../_shared/services.ts';
import { createCardPage } from '../_shared/stripe/card-page.ts';
import { fulfilMembership } from '../_shared/stripe/fulfil-membership.ts';
import { membershipOrder } from '../_shared/stripe/membership-order.ts';
import type { StripeTools } from '../_shared/stripe/stripe-tools.ts';

type Tools = StripeTools & { auth: Pick<Services['auth'], 'getUser'>; siteUrl: string };

/** Opens a page to save or change the card of the current membership. */
export function createHandler(tools: Tools): Handler {
  return async (request) => {
    const caller = await requireCaller(request, tools.auth);
    const { accountId, locale } = await readJson(request, cardSetupRequest);
    const order = membershipOrder.parse(
      await tools.database('current_membership', { person: caller.userId, for_account: accountId }),
    );
    const { stripe, siteUrl } = tools;
    const { currency } = order;
    try {
      // A membership Stripe has not heard of yet is told first; the customer exists afterwards.
      const customer = order.stripe_customer_id ?? (await fulfilMembership(tools, order));
      const page = { customer, accountId, currency, locale, siteUrl, idempotencyKey: undefined };
      return Response.json({ checkoutUrl: await createCardPage(stripe, page) });
    } catch (cause) {
      throw new Refusal('payment_service_unavailable', { cause });
    }
  };
}
