import type { MirroredInvoice } from './money.ts';
import { createStripe } from './stripe.ts';

/** The company's bank sends the money of an invoice to the account Stripe keeps for it. */
export async function payByTransfer(invoice: MirroredInvoice): Promise<void> {
  await createStripe().testHelpers.customers.fundCashBalance(invoice.stripe_customer_id, {
    amount: invoice.total_minor,
    currency: invoice.currency.toLowerCase(),
    reference: invoice.number,
  });
}
