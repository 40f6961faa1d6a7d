import * as z from 'zod/mini';
import { type JoinAnswer, type JoinRequest, joinAnswer } from '../../../supabase/functions/_shared/contracts/join.ts';
import { type QuoteAnswer, quoteAnswer } from '../../../supabase/functions/_shared/contracts/quoted-price.ts';
import { callFunction } from '../../lib/functions.ts';

/** Joins CPS (function `tiers`). Asking twice for the same tier joins once. Throws a PortalError. */
export async function join(request: JoinRequest): Promise<JoinAnswer> {
  return z.parse(joinAnswer, await callFunction('tiers', request));
}

/** What a tier will cost with tax in a place (function `invoicing`). Throws a PortalError; `payment_service_unavailable` when nobody can say now. */
export async function readQuote(
  accountId: string,
  tier: string,
  place: { country: string; postalCode: string; vatId: string },
): Promise<QuoteAnswer> {
  return z.parse(quoteAnswer, await callFunction('invoicing', { action: 'quote', accountId, tier, place }));
}
