import * as z from 'zod/mini';
import { defaultLocale, isEnabledLocale } from '../../../../../src/i18n/locales.ts';
import { localeCodes } from '../../contracts/locale-code.ts';
import { defineCall, requireId } from './stripe-call.ts';

/**
 * A page at Stripe that saves a card and charges nothing (S8). What was saved arrives by webhook, never by the member's return. A page nobody was led
 * to does nothing, so a lost one is not looked for. Result: `{ url }`.
 */
export const openCardPage = defineCall({
  parameters: z.object({
    /** ISO 4217. */
    currency: z.string(),
    /** Language of the page and of the site it returns to. */
    locale: z.string(),
  }),
  run: async ({ stripe, siteUrl }, call) => {
    const { currency, locale } = call.parameters;
    const siteLocale = isEnabledLocale(locale) ? locale : defaultLocale;
    const membershipUrl = `${siteUrl}/${siteLocale}/membership/`;
    const session = await stripe.checkout.sessions.create(
      {
        mode: 'setup',
        customer: requireId(call.customer, 'customer of the company'),
        currency: currency.toLowerCase(),
        allowed_payment_method_types: ['card'],
        success_url: `${membershipUrl}?card=saved`,
        cancel_url: `${membershipUrl}?card=cancelled`,
        locale: localeCodes.find((code) => code === locale) ?? 'auto',
        metadata: { account_id: call.accountId },
      },
      { idempotencyKey: call.id },
    );
    if (!session.url) throw new Error(`Stripe made the page ${session.id} without an address`);
    return { url: session.url };
  },
});
