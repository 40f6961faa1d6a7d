import type Stripe from 'stripe';
import type { Database } from '../database.ts';
import { readId } from './mirror-invoice.ts';

/**
 * Makes the newest card of a customer the one that is charged, at Stripe and with us. It looks what is there now instead of trusting the news
 * that brought it, so late and repeated events change nothing.
 */
export async function keepNewestCard(stripe: Stripe, database: Database, customer: string): Promise<void> {
  const { data } = await stripe.customers.listPaymentMethods(customer, { type: 'card', limit: 100 });
  const newest = data.sort((one, other) => other.created - one.created)[0];
  if (!newest?.card) return;
  if ((await readDefaultMethod(stripe, customer)) !== newest.id) {
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: newest.id } });
  }
  await database('save_card', {
    customer,
    payment_method: newest.id,
    brand: newest.card.brand,
    last4: newest.card.last4,
    expiry_month: newest.card.exp_month,
    expiry_year: newest.card.exp_year,
  });
}

async function readDefaultMethod(stripe: Stripe, customer: string): Promise<string | null> {
  const found = await stripe.customers.retrieve(customer);
  return found.deleted ? null : readId(found.invoice_settings.default_payment_method);
}
