import type Stripe from 'stripe';
import type { StripeTools } from './stripe-tools.ts';

/**
 * Writes the money of a customer that waits for an invoice at Stripe, as it is now, and which transfer came last. Strangers are ignored.
 * @param readAt a moment of the database's clock before Stripe is asked
 */
export async function mirrorCash({ stripe, database }: StripeTools, customer: string, readAt: string): Promise<void> {
  const { available } = await stripe.customers.retrieveCashBalance(customer);
  const { data } = await stripe.customers.listCashBalanceTransactions(customer, { limit: 100 });
  await database('mirror_cash', {
    news: {
      stripe_customer_id: customer,
      read_at: readAt,
      available: Object.fromEntries(
        Object.entries(available ?? {}).map(([currency, amount]) => [currency.toUpperCase(), amount]),
      ),
      transfers: findLatest(data).map(describeTransfer),
    },
  });
}

/** The latest transfer of each currency. */
function findLatest(entries: readonly Stripe.CustomerCashBalanceTransaction[]) {
  const latest = new Map<string, Stripe.CustomerCashBalanceTransaction>();
  for (const entry of entries.filter(({ type }) => type === 'funded')) {
    const known = latest.get(entry.currency);
    if (!known || known.created < entry.created) latest.set(entry.currency, entry);
  }
  return [...latest.values()];
}

function describeTransfer(entry: Stripe.CustomerCashBalanceTransaction) {
  const transfer = entry.funded?.bank_transfer;
  const payer = transfer?.eu_bank_transfer?.sender_name ?? transfer?.gb_bank_transfer?.sender_name;
  return {
    id: entry.id,
    currency: entry.currency.toUpperCase(),
    created_at: new Date(entry.created * 1000).toISOString(),
    reference: transfer?.reference ?? null,
    payer: payer ?? null,
  };
}
