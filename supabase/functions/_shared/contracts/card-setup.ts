import * as z from 'zod/mini';
import { webAddress } from './text.ts';

/**
 * Body of POST /functions/v1/invoicing, signed in: a page to save or change the card. Answers 200 `{ "checkoutUrl": … }`.
 * Errors: session_expired, not_allowed, membership_not_found, payment_service_unavailable.
 */
export const cardSetupRequest = z.object({
  action: z.literal('save_card'),
  accountId: z.uuid(),
  locale: z.string().check(z.regex(/^[a-z]{2}$/)),
});
export const cardSetupAnswer = z.object({ checkoutUrl: webAddress });
