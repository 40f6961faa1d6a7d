import type Stripe from 'stripe';
import { readId } from './mirror-invoice.ts';
import type { StripeTools } from './stripe-tools.ts';

/**
 * Makes the newest card of a customer the one that is charged; where Stripe uses another one first, a call is queued in the same transaction. It looks
 * what is there now instead of trusting the news that brought it, so late and repeated events change nothing. `readAt`: a moment of the database's
 * clock before this; what was read later is not written over.
 */
export async function keepNewestCard(tools: StripeTools, customer: string, readAt: string): Promise<void> {
  const { stripe, database } = tools;
  const { data } = await stripe.customers.listPaymentMethods(customer, { type: 'card', limit: 100 });
  const newest = data.toSorted((one, other) => other.created - one.created)[0];
  if (!newest?.card) {
    await database('forget_card', { customer, read_at: readAt });
    return;
  }
  await database('save_card', {
    customer,
    payment_method: newest.id,
    brand: newest.card.brand,
    last4: newest.card.last4,
    expiry_month: newest.card.exp_month,
    expiry_year: newest.card.exp_year,
    default_at_stripe: await readDefaultMethod(stripe, customer),
    read_at: readAt,
  });
}

async function readDefaultMethod(stripe: Stripe, customer: string): Promise<string | null> {
  const found = await stripe.customers.retrieve(customer);
  return found.deleted ? null : readId(found.invoice_settings.default_payment_method);
}
