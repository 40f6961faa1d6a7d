import * as z from 'zod/mini';
import {
  type UpgradeQuote,
  upgradeAnswer,
  upgradeQuote,
} from '../../../supabase/functions/_shared/contracts/upgrade.ts';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import { callFunction } from '../../lib/functions.ts';

/** Switches the renewal on or off, until the last day of the term (R12). Throws a PortalError. */
export async function setRenewal(accountId: string, renews: boolean): Promise<void> {
  const { error } = await database().rpc('set_renewal', { for_account: accountId, renews });
  if (error) throw toPortalError(error);
}

/** Chooses the tier of the next term (R9). Throws a PortalError. */
export async function chooseNextTier(accountId: string, tier: string): Promise<void> {
  const { error } = await database().rpc('choose_next_tier', { for_account: accountId, tier });
  if (error) throw toPortalError(error);
}

/** Card or bank transfer from now on. Throws a PortalError. */
export async function changePaymentMethod(accountId: string, method: 'card' | 'bank_transfer'): Promise<void> {
  const { error } = await database().rpc('change_payment_method', { for_account: accountId, pay_by: method });
  if (error) throw toPortalError(error);
}

/** Asks what a higher tier costs for the rest of the term; nothing changes. Throws a PortalError. */
export async function quoteUpgrade(accountId: string, tier: string): Promise<UpgradeQuote> {
  return z.parse(upgradeQuote, await callFunction('membership', { action: 'quote', accountId, tier }));
}

/** Takes the higher tier at once, for the amount of the quote. Throws a PortalError. */
export async function upgradeByQuote(accountId: string, quoteId: string): Promise<void> {
  z.parse(upgradeAnswer, await callFunction('membership', { action: 'upgrade', accountId, quoteId }));
}
