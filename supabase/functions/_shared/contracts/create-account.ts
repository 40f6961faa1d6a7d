import * as z from 'zod/mini';
import { isBusinessId } from './business-id.ts';
import { memberCountryCodes } from './countries.ts';
import { localeCode } from './locale-code.ts';
import { email, line, optionalEmail } from './text.ts';

/**
 * Body of POST /functions/v1/create-account (S1). Answers 202 `{ "status": "check_mailbox" }` whether or not the address is known (R17).
 * Errors: invalid_input (fields), too_many_requests.
 *
 * Example: { "companyName": "Kuvaamo Oy", "businessId": "1234567-1", "country": "FI", "contactName": "Aino Virta",
 *            "email": "aino@kuvaamo.example", "legacyEmail": null, "acceptsTerms": true, "locale": "fi" }
 */
export const createAccountRequest = z
  .object({
    companyName: line(200),
    businessId: z.string().check(z.trim(), z.toUpperCase(), z.minLength(1), z.maxLength(30)),
    country: z.enum(memberCountryCodes as [string, ...string[]]),
    contactName: line(200),
    email,
    legacyEmail: optionalEmail,
    acceptsTerms: z.literal(true),
    locale: localeCode,
  })
  .check(
    // Checked beside the other fields, not only when all of them are right: what is here may be anything.
    z.refine((form) => !isFilledIn(form) || isBusinessId(form.country, form.businessId), {
      path: ['businessId'],
      message: 'business_id',
      when: () => true,
    }),
  );

function isFilledIn(form: unknown): boolean {
  const { businessId, country } = (form ?? {}) as Record<string, unknown>;
  return typeof businessId === 'string' && businessId !== '' && typeof country === 'string' && country !== '';
}

export type CreateAccountRequest = z.infer<typeof createAccountRequest>;
