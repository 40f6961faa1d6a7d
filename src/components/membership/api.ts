import * as z from 'zod/mini';
import { cardSetupAnswer } from '../../../supabase/functions/_shared/contracts/card-setup.ts';
import type { Locale } from '../../i18n/locales.ts';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import { callFunction } from '../../lib/functions.ts';
import { type MembershipFacts, membershipFacts } from './facts.ts';
import { readTermSettings } from './term-settings.ts';

/** The address of the hosted page that saves a card (function `invoicing`). Throws a PortalError. */
export async function openCardSetup(accountId: string, locale: Locale): Promise<string> {
  const answer = await callFunction('invoicing', { action: 'save_card', accountId, locale });
  return z.parse(cardSetupAnswer, answer).checkoutUrl;
}

/** Everything the membership page shows; card and invoices are empty for roles that may not see them. Throws a PortalError. */
export async function readMembership(accountId: string): Promise<MembershipFacts> {
  const client = database();
  const [memberships, numbers, cards, invoices, settings, renewal] = await Promise.all([
    client
      .from('memberships')
      .select(
        'number, tier_code, state, starts_on, ends_on, renews, payment_method, end_reason, next_tier_code, ended_on',
      )
      .eq('account_id', accountId)
      .order('created_at', { ascending: false })
      .limit(20),
    client
      .from('membership_numbers')
      .select('number, issued_at')
      .eq('account_id', accountId)
      .order('issued_at', { ascending: false }),
    client
      .from('saved_cards')
      .select('brand, last4, expiry_month, expiry_year, saved_at')
      .eq('account_id', accountId)
      .limit(1),
    client
      .from('invoices')
      .select('number, status, currency, total_minor, issued_on, due_on, paid_on, hosted_url')
      .eq('account_id', accountId)
      .neq('status', 'draft')
      .order('created_at', { ascending: false })
      .limit(1),
    readTermSettings(),
    client.rpc('my_renewal', { for_account: accountId }),
  ]);
  const error = memberships.error ?? numbers.error ?? cards.error ?? invoices.error ?? renewal.error;
  if (error) throw toPortalError(error);
  return z.parse(membershipFacts, {
    memberships: memberships.data,
    numbers: numbers.data,
    card: cards.data?.[0] ?? null,
    invoice: invoices.data?.[0] ?? null,
    settings,
    renewal: renewal.data,
  });
}
