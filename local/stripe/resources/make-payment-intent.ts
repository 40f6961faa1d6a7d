import type { Double } from '../double.ts';
import { emitEvent } from '../events.ts';
import { makeId, makeToken } from '../identifiers.ts';
import type { Collections } from '../store.ts';

type PaymentIntent = Collections['payment_intent'];

/** Makes the payment intent and the invoice payment through which an open invoice is paid. */
export function openPayment(double: Double, invoice: Collections['invoice']): PaymentIntent {
  const id = makeId('pi', 24);
  const now = double.clock.now();
  const types = invoice.payment_settings.payment_method_types ?? ['card', 'customer_balance'];
  const intent: PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: invoice.amount_remaining,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic',
    client_secret: `${id}_secret_${makeToken(24)}`,
    confirmation_method: 'automatic',
    created: now,
    currency: invoice.currency,
    customer: invoice.customer,
    customer_account: null,
    description: `Payment for Invoice ${invoice.number}`,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: types,
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
  double.store.put('payment_intent', intent);
  double.store.put('invoice_payment', {
    id: makeId('inpay', 24),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: invoice.amount_remaining,
    created: now,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: id, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  });
  emitEvent(double, 'payment_intent.created', intent);
  return intent;
}

/** Finds the payment through which an invoice is being paid, if it is open. */
export function findPayment(
  double: Double,
  invoice: string,
): { payment: Collections['invoice_payment']; intent: PaymentIntent } | undefined {
  const payment = double.store
    .all('invoice_payment')
    .find((entry) => entry.invoice === invoice && entry.status === 'open');
  const intent = double.store.get('payment_intent', payment?.payment.payment_intent ?? '');
  return payment && intent ? { payment, intent } : undefined;
}

/** Closes the open payment of an invoice that will not be paid through it. */
export function cancelPayment(double: Double, invoice: string): void {
  const open = findPayment(double, invoice);
  if (!open) return;
  const now = double.clock.now();
  open.payment.status = 'canceled';
  open.payment.status_transitions.canceled_at = now;
  open.intent.status = 'canceled';
  open.intent.canceled_at = now;
  open.intent.next_action = null;
  emitEvent(double, 'payment_intent.canceled', open.intent);
}
