import type Stripe from 'stripe';
import * as z from 'zod/mini';
import { chooseMailLocale, mailTranslator } from '../../mail/translator.ts';
import { customerBilling } from '../membership-order.ts';
import { defineCall, requireId } from './stripe-call.ts';

const parameters = z.object({ locale: z.string(), billing: customerBilling });

/** Brings the customer to the billing details that were decided. The same twice is the same once, so nothing needs to be looked up. */
export const updateCustomer = defineCall({
  parameters,
  run: async ({ stripe }, call) => {
    const customer = requireId(call.customer, 'customer of the company');
    await stripe.customers.update(customer, describeCustomer(call.parameters), { idempotencyKey: call.id });
    return { customer };
  },
});

function describeCustomer({ billing, locale }: z.infer<typeof parameters>): Stripe.CustomerUpdateParams {
  const label = mailTranslator(chooseMailLocale(locale))('mails.invoice.reference_label');
  return {
    name: billing.legal_name,
    email: billing.invoice_email,
    preferred_locales: [locale],
    address: {
      line1: billing.address_line1,
      line2: billing.address_line2 ?? undefined,
      postal_code: billing.postal_code,
      city: billing.city,
      country: billing.country,
    },
    invoice_settings: { custom_fields: billing.reference ? [{ name: label, value: billing.reference }] : '' },
  };
}
