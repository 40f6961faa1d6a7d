import type Stripe from 'stripe';
import { isWithin, listPage } from '../list.ts';
import { defineRoute, type Route } from '../routing.ts';
import { findObject } from './find.ts';

export const invoicePaymentRoutes: Route[] = [
  defineRoute<Stripe.InvoicePaymentListParams>('GET', '/v1/invoice_payments', 'InvoicePaymentListParams', (call) => {
    const { double, params } = call;
    const found = double.store
      .all('invoice_payment')
      .filter((payment) => !params.invoice || payment.invoice === params.invoice)
      .filter((payment) => !params.status || payment.status === params.status)
      .filter(
        (payment) =>
          !params.payment?.payment_intent || payment.payment.payment_intent === params.payment.payment_intent,
      )
      .filter((payment) => isWithin(payment.created, params.created));
    return listPage(found, params, '/v1/invoice_payments');
  }),
  defineRoute<Stripe.InvoicePaymentRetrieveParams>(
    'GET',
    '/v1/invoice_payments/:id',
    'InvoicePaymentRetrieveParams',
    ({ double, id }) => findObject(double, 'invoice_payment', id),
  ),
];
