import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { refuse } from '../errors.ts';
import { isWithin, listPage } from '../list.ts';
import { defineRoute, type Route } from '../routing.ts';
import type { Collections } from '../store.ts';
import { findObject } from './find.ts';
import { payWithMethod } from './invoice-pay.ts';
import { payFromCash } from './reconcile-cash.ts';

export const paymentIntentRoutes: Route[] = [
  defineRoute<Stripe.PaymentIntentRetrieveParams>(
    'GET',
    '/v1/payment_intents/:id',
    'PaymentIntentRetrieveParams',
    ({ double, id }) => findObject(double, 'payment_intent', id),
  ),
  defineRoute<Stripe.PaymentIntentListParams>('GET', '/v1/payment_intents', 'PaymentIntentListParams', (call) => {
    const { double, params } = call;
    const found = double.store
      .all('payment_intent')
      .filter((intent) => !params.customer || intent.customer === params.customer)
      .filter((intent) => isWithin(intent.created, params.created));
    return listPage(found, params, '/v1/payment_intents');
  }),
  defineRoute<Stripe.PaymentIntentConfirmParams>(
    'POST',
    '/v1/payment_intents/:id/confirm',
    'PaymentIntentConfirmParams',
    ({ double, params, id }) => {
      const intent = findObject(double, 'payment_intent', id);
      const payment = double.store.all('invoice_payment').find((entry) => entry.payment.payment_intent === id);
      const invoice = double.store.get('invoice', payment?.invoice ?? '');
      if (!invoice || intent.status === 'succeeded' || intent.status === 'canceled') {
        refuse(`You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`, {
          code: 'payment_intent_unexpected_state',
        });
      }
      const payment_method = params.payment_method ?? intent.payment_method ?? undefined;
      payWithMethod(double, invoice, { payment_method, off_session: params.off_session === true });
      return intent;
    },
  ),
  defineRoute<Stripe.PaymentIntentApplyCustomerBalanceParams>(
    'POST',
    '/v1/payment_intents/:id/apply_customer_balance',
    'PaymentIntentApplyCustomerBalanceParams',
    ({ double, id }) => applyBalance(double, id),
  ),
];

/** Pays the invoice of a payment from the customer's cash: wholly, as Stripe does for payments of invoices, or not at all. */
function applyBalance(double: Double, id: string): Collections['payment_intent'] {
  const intent = findObject(double, 'payment_intent', id);
  const payment = double.store.all('invoice_payment').find((entry) => entry.payment.payment_intent === id);
  const invoice = double.store.get('invoice', payment?.invoice ?? '');
  if (invoice?.status !== 'open' || intent.status === 'succeeded' || intent.status === 'canceled') {
    refuse(`This PaymentIntent's status is ${intent.status}: the customer balance cannot be applied to it.`, {
      code: 'payment_intent_unexpected_state',
    });
  }
  if (!intent.payment_method_types.includes('customer_balance')) {
    refuse('This PaymentIntent does not accept the payment method type customer_balance.', {
      code: 'payment_intent_unexpected_state',
    });
  }
  const available = double.store.get('cash_balance', intent.customer ?? '')?.available[intent.currency] ?? 0;
  if (available < intent.amount) {
    refuse("The customer's cash balance is insufficient to pay this PaymentIntent.", { code: 'insufficient_funds' });
  }
  payFromCash(double, invoice);
  return intent;
}
