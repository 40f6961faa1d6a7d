import * as z from 'zod/mini';
import { memberCountryCodes } from './countries.ts';
import { isVatId, tidyVatId } from './vat-id.ts';

/** The part of the billing details that decides the tax. A number that cannot be one counts as none: the form says so already. */
const taxPlace = z.object({
  country: z.enum(memberCountryCodes as [string, ...string[]]),
  postalCode: z.string().check(z.trim(), z.maxLength(12)),
  vatId: z.pipe(
    z.nullish(z.string().check(z.maxLength(40))),
    z.transform((value): string | null => {
      const text = tidyVatId(value ?? '');
      return isVatId(text) ? text : null;
    }),
  ),
});

/** What a tier will cost with tax, before joining. Errors: session_expired, not_allowed, tier_not_offered, price_missing, payment_service_unavailable. */
export const quoteRequest = z.object({
  action: z.literal('quote'),
  accountId: z.uuid(),
  tier: z.string().check(z.regex(/^[a-z][a-z_]{1,29}$/)),
  place: taxPlace,
});

export type TaxPlace = z.infer<typeof taxPlace>;
