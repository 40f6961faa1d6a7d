import { createCustomer } from './create-customer.ts';
import { createSubscription } from './create-subscription.ts';
import { markPaid } from './mark-paid.ts';
import { openCardPage } from './open-card-page.ts';
import { payInvoice } from './pay-invoice.ts';
import { setDefaultCard } from './set-default-card.ts';
import { setTaxId } from './set-tax-id.ts';
import type { StripeCall } from './stripe-call.ts';
import { updateCustomer } from './update-customer.ts';
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
  mark_paid: markPaid,
  void_invoice: voidInvoice,
};
