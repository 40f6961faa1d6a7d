import * as z from 'zod/mini';
import { memberCountryCodes } from './countries.ts';
import { email, line, optionalLine } from './text.ts';

/** What is printed on a company's invoices; columns of `billing_profiles`. */
export const billingDetails = z.object({
  legal_name: line(200),
  address_line1: line(200),
  address_line2: optionalLine(200),
  postal_code: z.string().check(z.trim(), z.minLength(2), z.maxLength(12), z.regex(/^[\p{L}\p{N} -]+$/u)),
  city: line(100),
  country: z.enum(memberCountryCodes as [string, ...string[]]),
  vat_id: z.pipe(
    z.nullish(z.string()),
    z.transform((value, context): string | null => {
      const plain = (value ?? '').replace(/[\s.-]/g, '').toUpperCase();
      if (plain && !/^[A-Z]{2}[A-Z0-9]{2,13}$/.test(plain)) {
        context.issues.push({ code: 'custom', input: value, message: 'vat_id' });
      }
      return plain || null;
    }),
  ),
  invoice_email: email,
  reference: optionalLine(100),
});
export type BillingDetails = z.infer<typeof billingDetails>;
