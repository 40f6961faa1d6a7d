import type { StripeTools } from './stripe-tools.ts';

/**
 * Writes what the register says of a customer's VAT number, as Stripe knows it now. A number the company no longer has changes nothing.
 * @param readAt a moment of the database's clock before Stripe is asked
 */
export async function mirrorTaxIds({ stripe, database }: StripeTools, customer: string, readAt: string): Promise<void> {
  const { data } = await stripe.customers.listTaxIds(customer, { limit: 100 });
  for (const { value, verification } of data) {
    const news = {
      stripe_customer_id: customer,
      read_at: readAt,
      value,
      status: verification?.status ?? null,
      verified_name: verification?.verified_name ?? null,
    };
    await database('mirror_tax_id', { news });
  }
}
