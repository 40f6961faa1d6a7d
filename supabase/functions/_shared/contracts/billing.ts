import * as z from 'zod/mini';
import { memberCountryCodes } from './countries.ts';
import { isEInvoiceAddress, tidyEInvoiceAddress } from './e-invoice-address.ts';
import { email, line, optionalLine } from './text.ts';
import { isVatId, tidyVatId } from './vat-id.ts';

/** An optional text that is tidied and must then have a form; empty or absent becomes null, `problem` is the word for a wrong one. */
const optionalForm = (problem: string, tidy: (typed: string) => string, isRight: (text: string) => boolean) =>
  z.pipe(
    z.nullish(z.string().check(z.maxLength(200))),
    z.transform((value, context): string | null => {
      const text = tidy(value ?? '');
      if (text && !isRight(text)) context.issues.push({ code: 'custom', input: value, message: problem });
      return text || null;
    }),
  );

/** What is printed on a company's invoices and where they go; columns of `billing_profiles`. */
export const billingDetails = z.object({
  legal_name: line(200),
  address_line1: line(200),
  address_line2: optionalLine(200),
  postal_code: z.string().check(z.trim(), z.minLength(2), z.maxLength(12), z.regex(/^[\p{L}\p{N} -]+$/u)),
  city: line(100),
  country: z.enum(memberCountryCodes as [string, ...string[]]),
  vat_id: optionalForm('vat_id', tidyVatId, isVatId),
  invoice_email: email,
  reference: optionalLine(100),
  e_invoice_address: optionalForm('e_invoice_address', tidyEInvoiceAddress, isEInvoiceAddress),
});
export type BillingDetails = z.infer<typeof billingDetails>;
