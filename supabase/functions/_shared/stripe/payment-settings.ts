import type Stripe from 'stripe';

type PaymentSettings = Stripe.SubscriptionCreateParams.PaymentSettings;

/**
 * How invoices in a currency can be paid on their page. Bank transfers with an account number of their own exist for EUR (SEPA) and GBP only;
 * in other currencies a transfer to the seller's account is matched by support.
 */
export function choosePaymentSettings(currency: string): PaymentSettings {
  const transfer = bankTransfers[currency];
  if (!transfer) return { payment_method_types: ['card'] };
  return {
    payment_method_types: ['card', 'customer_balance'],
    payment_method_options: { customer_balance: { funding_type: 'bank_transfer', bank_transfer: transfer } },
  };
}

const bankTransfers: Record<string, { type: string; eu_bank_transfer?: { country: string } }> = {
  EUR: { type: 'eu_bank_transfer', eu_bank_transfer: { country: 'DE' } },
  GBP: { type: 'gb_bank_transfer' },
};
