import type Stripe from 'stripe';

type PaymentSettings = Stripe.SubscriptionCreateParams.PaymentSettings;

/**
 * How invoices in a currency can be paid on their page. Bank transfers with an account number of their own exist for EUR (SEPA) and GBP only;
 * in other currencies a transfer to the seller's account is matched by support.
 */
export function choosePaymentSettings(currency: string): PaymentSettings {
  const transfer = transferOf(currency);
  if (!transfer) return { payment_method_types: ['card'] };
  return {
    payment_method_types: ['card', 'customer_balance'],
    payment_method_options: { customer_balance: { funding_type: 'bank_transfer', bank_transfer: transfer } },
  };
}

type Transfer =
  | { type: 'eu_bank_transfer'; eu_bank_transfer: { country: string } }
  | { type: 'gb_bank_transfer'; eu_bank_transfer?: never };

const bankTransfers: Record<string, Transfer> = {
  EUR: { type: 'eu_bank_transfer', eu_bank_transfer: { country: 'DE' } },
  GBP: { type: 'gb_bank_transfer' },
};

/** How a currency is transferred to an account that Stripe opens for the company; undefined where there is none. */
export function transferOf(currency: string): Transfer | undefined {
  return bankTransfers[currency];
}
