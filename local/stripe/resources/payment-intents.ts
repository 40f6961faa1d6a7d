import type Stripe from 'stripe';
import { refuse } from '../errors.ts';
import { isWithin, listPage } from '../list.ts';
import { defineRoute, type Route } from '../routing.ts';
import { findObject } from './find.ts';
import { payWithMethod } from './invoice-pay.ts';

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
];
