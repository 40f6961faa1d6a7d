import { Refusal } from '../_shared/refusal.ts';
import { readCardPage } from '../_shared/stripe/card-page.ts';
import type { Tools } from './tools.ts';

/** Opens a page to save or change the card of the current membership; a membership Stripe has not heard of yet is told first. */
export async function saveCard(
  tools: Tools,
  person: string,
  { accountId, locale }: { accountId: string; locale: string },
) {
  await tools.database('current_membership', { person, for_account: accountId });
  const { page, error } = await readCardPage(tools, { for_account: accountId, locale, once: null });
  if (page === null) throw new Refusal('payment_service_unavailable', { cause: error });
  return { checkoutUrl: page };
}
