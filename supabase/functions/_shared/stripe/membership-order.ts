import * as z from 'zod/mini';
import { paymentMethods } from '../contracts/payment-methods.ts';

const optionalText = z.nullable(z.string());

/** What is printed on a company's invoices; part of `private.customer_details` as well. */
export const customerBilling = z.object({
  legal_name: z.string(),
  address_line1: z.string(),
  address_line2: optionalText,
  postal_code: z.string(),
  city: z.string(),
  country: z.string(),
  vat_id: optionalText,
  invoice_email: z.string(),
  reference: optionalText,
});

/** What Stripe needs to know of a membership; `private.membership_order`. Amounts in the smallest unit of `currency`, dates ISO 8601. */
export const membershipOrder = z.object({
  membership_id: z.uuid(),
  account_id: z.uuid(),
  number: z.string(),
  former_number: optionalText,
  tier_code: z.string(),
  currency: z.string(),
  amount_minor: z.int(),
  renews: z.boolean(),
  payment_method: z.enum(paymentMethods),
  stripe_customer_id: optionalText,
  stripe_subscription_id: optionalText,
  days_until_due: z.int(),
  term_months: z.int(),
  locale: z.string(),
  billing: customerBilling,
});
export type MembershipOrder = z.infer<typeof membershipOrder>;
