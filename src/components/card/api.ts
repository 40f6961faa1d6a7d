import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import { type CardFacts, parseCard } from './facts.ts';

/** The card of one of the caller's companies. Throws a PortalError: membership_not_found. */
export async function readCard(accountId: string): Promise<CardFacts> {
  const { data, error } = await database().rpc('membership_card', { for_account: accountId });
  if (error) throw toPortalError(error);
  return parseCard(data);
}
