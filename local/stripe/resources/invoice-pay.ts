import type { Double } from '../double.ts';
import { refuse, StripeFailure } from '../errors.ts';
import type { Collections } from '../store.ts';
import { chargeInvoice } from './invoice-charge.ts';
import { settleInvoice } from './invoice-settle.ts';
import { cancelPayment } from './make-payment-intent.ts';
import { findOwnedMethod } from './payment-methods.ts';

type Invoice = Collections['invoice'];

interface PayParams {
  payment_method?: string | undefined;
  off_session?: boolean | undefined;
  paid_out_of_band?: boolean | undefined;
}

/** Answers `POST /v1/invoices/:id/pay`: takes the money once, or refuses with Stripe's error. */
export function payInvoice(double: Double, invoice: Invoice, params: PayParams): Invoice {
  refuseUnpayable(invoice);
  if (params.paid_out_of_band) {
    if (params.payment_method) {
      refuse('You cannot pass `payment_method` together with `paid_out_of_band`.', { code: 'parameters_exclusive' });
    }
    cancelPayment(double, invoice.id);
    settleInvoice(double, invoice, { amount: invoice.amount_remaining, isOffStripe: true });
    return invoice;
  }
  payWithMethod(double, invoice, params);
  return invoice;
}

/** Charges the given or the default payment method; throws a 402 when the bank says no. */
export function payWithMethod(double: Double, invoice: Invoice, params: PayParams): void {
  const customer = invoice.customer ?? '';
  const id = params.payment_method ?? findDefaultMethod(double, invoice);
  if (!id) {
    refuse('There is no `default_payment_method` set on this Customer or Invoice. Please set one prior to payment.');
  }
  const method = findOwnedMethod(double, customer, id, 'payment_method');
  const outcome = chargeInvoice(double, invoice, method, params.off_session === false ? 'present' : 'away');
  if (outcome.result === 'paid') return;
  throw new StripeFailure(402, {
    type: 'card_error',
    code: outcome.code,
    decline_code: outcome.decline,
    message: outcome.message,
    ...(outcome.charge ? { charge: outcome.charge } : {}),
    payment_intent: structuredClone(outcome.intent),
    payment_method: structuredClone(method),
  });
}

/** Refuses to pay what is not open, with Stripe's words. */
function refuseUnpayable(invoice: Invoice): void {
  if (invoice.status === 'open' || invoice.status === 'uncollectible') return;
  if (invoice.status === 'paid') refuse('Invoice is already paid');
  if (invoice.status === 'draft') {
    refuse('This invoice is a draft. Finalize it before you attempt to pay it.', { code: 'invoice_not_editable' });
  }
  refuse('This invoice is voided and can no longer be paid.', { code: 'invoice_not_editable' });
}

function findDefaultMethod(double: Double, invoice: Invoice): string | undefined {
  const subscription = double.store.get('subscription', invoice.parent?.subscription_details?.subscription ?? '');
  const customer = double.store.get('customer', invoice.customer ?? '');
  return (
    invoice.default_payment_method ??
    subscription?.default_payment_method ??
    customer?.invoice_settings.default_payment_method ??
    undefined
  );
}
