import { applyCash } from './apply-cash.ts';
import { cancelSubscription } from './cancel-subscription.ts';
import { createCorrection } from './create-correction.ts';
import { createCustomer } from './create-customer.ts';
import { createSubscription } from './create-subscription.ts';
import { creditInvoice } from './credit-invoice.ts';
import { finalizeCorrection } from './finalize-correction.ts';
import { markPaid } from './mark-paid.ts';
import { openBankAccount } from './open-bank-account.ts';
import { openCardPage } from './open-card-page.ts';
import { payInvoice } from './pay-invoice.ts';
import { payNow } from './pay-now.ts';
import { setDefaultCard } from './set-default-card.ts';
import { setRenewal } from './set-renewal.ts';
import { setRenewalPrice } from './set-renewal-price.ts';
import { setTaxId } from './set-tax-id.ts';
import { settleCorrection } from './settle-correction.ts';
import type { StripeCall } from './stripe-call.ts';
import { updateCustomer } from './update-customer.ts';
import { upgradeSubscription } from './upgrade-subscription.ts';
import { voidInvoice } from './void-invoice.ts';

/** Every kind of call to Stripe; the same list is the check constraint `stripe_calls_kind_is_known`. A kind is a file of its name beside this one. */
export const stripeCalls: Record<string, StripeCall> = {
  create_customer: createCustomer,
  update_customer: updateCustomer,
  set_tax_id: setTaxId,
  create_subscription: createSubscription,
  open_card_page: openCardPage,
  set_default_card: setDefaultCard,
  pay_invoice: payInvoice,
  set_renewal: setRenewal,
  set_renewal_price: setRenewalPrice,
  upgrade_subscription: upgradeSubscription,
  cancel_subscription: cancelSubscription,
  pay_now: payNow,
  open_bank_account: openBankAccount,
  apply_cash: applyCash,
  create_correction: createCorrection,
  finalize_correction: finalizeCorrection,
  credit_invoice: creditInvoice,
  settle_correction: settleCorrection,
  mark_paid: markPaid,
  void_invoice: voidInvoice,
};
