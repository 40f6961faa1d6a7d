import { markPaid } from './mark-paid.ts';
import type { StripeCall } from './stripe-call.ts';
import { voidInvoice } from './void-invoice.ts';

/** Every kind of call to Stripe; the same list is the check constraint `stripe_calls_kind_is_known`. A kind is a file of its name beside this one. */
export const stripeCalls: Record<string, StripeCall> = {
  mark_paid: markPaid,
  void_invoice: voidInvoice,
};
