import type Stripe from 'stripe';
import { defaultLocale, isEnabledLocale } from '../../../../src/i18n/locales.ts';
import { localeCodes } from '../contracts/locale-code.ts';

interface CardPage {
  customer: string;
  accountId: string;
  /** ISO 4217. */
  currency: string;
  /** Language of the page and of the site it returns to. */
  locale: string;
  siteUrl: string;
  /** The same key answers the same page; none makes a new page each time. */
  idempotencyKey: string | undefined;
}

/**
 * A page at Stripe that saves a card and charges nothing (S8). What was saved arrives by webhook, never by the member's return.
 * @returns its address
 */
export async function createCardPage(stripe: Stripe, page: CardPage): Promise<string> {
  const locale = isEnabledLocale(page.locale) ? page.locale : defaultLocale;
  const membershipUrl = `${page.siteUrl}/${locale}/membership/`;
  const session = await stripe.checkout.sessions.create(
    {
      mode: 'setup',
      customer: page.customer,
      currency: page.currency.toLowerCase(),
      allowed_payment_method_types: ['card'],
      success_url: `${membershipUrl}?card=saved`,
      cancel_url: `${membershipUrl}?card=cancelled`,
      locale: localeCodes.find((code) => code === page.locale) ?? 'auto',
      metadata: { account_id: page.accountId },
    },
    page.idempotencyKey ? { idempotencyKey: page.idempotencyKey } : {},
  );
  if (!session.url) throw new Error(`Stripe made the page ${session.id} without an address`);
  return session.url;
}
