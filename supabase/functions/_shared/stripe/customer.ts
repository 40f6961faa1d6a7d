import type Stripe from 'stripe';
import * as z from 'zod/mini';
import type { Database } from '../database.ts';
import { chooseMailLocale, mailTranslator } from '../mail/translator.ts';
import type { MembershipOrder } from './membership-order.ts';
import { keepTaxId } from './tax-id.ts';

/**
 * Makes or updates the company's customer at Stripe with its billing details.
 * @returns the customer's id, which our database knows afterwards
 * @throws StripeInvalidRequestError when Stripe does not accept the details
 */
export async function keepCustomer(stripe: Stripe, database: Database, order: MembershipOrder): Promise<string> {
  const customer = order.stripe_customer_id ?? (await createCustomer(stripe, database, order.account_id));
  await stripe.customers.update(customer, describeCustomer(order));
  await keepTaxId(stripe, customer, order.billing.vat_id);
  return customer;
}

/** Created bare, so that the idempotency key stays valid when the member corrects the details and tries again. */
async function createCustomer(stripe: Stripe, database: Database, accountId: string): Promise<string> {
  const created = await stripe.customers.create(
    { metadata: { account_id: accountId } },
    { idempotencyKey: `customer:${accountId}` },
  );
  return z.string().parse(await database('attach_customer', { for_account: accountId, customer: created.id }));
}

function describeCustomer({ billing, locale }: MembershipOrder): Stripe.CustomerUpdateParams {
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
