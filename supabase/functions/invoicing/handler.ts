import { readJson } from '../_shared/body.ts';
import { requireCaller } from '../_shared/caller.ts';
import { cardSetupRequest } from '../_shared/contracts/join.ts';
import type { Handler } from '../_shared/endpoint.ts';
import { Refusal } from '../_shared/refusal.ts';
import type { Services } from '../_shared/services.ts';
import { readCardPage } from '../_shared/stripe/card-page.ts';
import type { CallTools } from '../_shared/stripe/stripe-tools.ts';

type Tools = CallTools & { auth: Pick<Services['auth'], 'getUser'> };

/** Opens a page to save or change the card of the current membership; a membership Stripe has not heard of yet is told first. */
export function createHandler(tools: Tools): Handler {
  return async (request) => {
    const caller = await requireCaller(request, tools.auth);
    const { accountId, locale } = await readJson(request, cardSetupRequest);
    await tools.database('current_membership', { person: caller.userId, for_account: accountId });
    const { page, error } = await readCardPage(tools, { for_account: accountId, locale, once: null });
    if (page === null) throw new Refusal('payment_service_unavailable', { cause: error });
    return Response.json({ checkoutUrl: page });
  };
}
