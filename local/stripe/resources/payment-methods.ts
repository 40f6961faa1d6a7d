import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { refuse, StripeFailure } from '../errors.ts';
import { emitEvent } from '../events.ts';
import { listPage } from '../list.ts';
import { mergeMetadata } from '../metadata.ts';
import { defineRoute, type Route } from '../routing.ts';
import type { Collections } from '../store.ts';
import { describeDecline, readToken } from './cards.ts';
import { findCustomer, findObject } from './find.ts';
import { findBehaviour, makeCardMethod } from './make-payment-method.ts';

type PaymentMethod = Collections['payment_method'];

export const paymentMethodRoutes: Route[] = [
  defineRoute<Stripe.PaymentMethodRetrieveParams>(
    'GET',
    '/v1/payment_methods/:id',
    'PaymentMethodRetrieveParams',
    ({ double, id }) => findMethod(double, id),
  ),
  defineRoute<Stripe.PaymentMethodUpdateParams>(
    'POST',
    '/v1/payment_methods/:id',
    'PaymentMethodUpdateParams',
    ({ double, params, id }) => {
      const method = findObject(double, 'payment_method', id);
      if (method.card && params.card?.exp_month) method.card.exp_month = params.card.exp_month;
      if (method.card && params.card?.exp_year) method.card.exp_year = params.card.exp_year;
      method.metadata = mergeMetadata(method.metadata, params.metadata);
      emitEvent(double, 'payment_method.updated', method);
      return method;
    },
  ),
  defineRoute<Stripe.PaymentMethodListParams>('GET', '/v1/payment_methods', 'PaymentMethodListParams', (call) => {
    const { params, double } = call;
    if (params.customer) findCustomer(double, params.customer, 'customer');
    return listPage(filterMethods(double, params.customer, params.type), params, '/v1/payment_methods');
  }),
  defineRoute<Stripe.CustomerListPaymentMethodsParams>(
    'GET',
    '/v1/customers/:id/payment_methods',
    'CustomerListPaymentMethodsParams',
    ({ double, params, id }) => {
      findCustomer(double, id);
      return listPage(filterMethods(double, id, params.type), params, `/v1/customers/${id}/payment_methods`);
    },
  ),
  defineRoute<Stripe.CustomerRetrievePaymentMethodParams>(
    'GET',
    '/v1/customers/:id/payment_methods/:child',
    'CustomerRetrievePaymentMethodParams',
    ({ double, id, child }) => findOwnedMethod(double, findCustomer(double, id).id, child, 'id'),
  ),
  defineRoute<Stripe.PaymentMethodAttachParams>(
    'POST',
    '/v1/payment_methods/:id/attach',
    'PaymentMethodAttachParams',
    ({ double, params, id }) => {
      if (!params.customer)
        refuse('Missing required param: customer.', { code: 'parameter_missing', param: 'customer' });
      const customer = findCustomer(double, params.customer, 'customer');
      return attachMethod(double, findMethod(double, id), customer.id);
    },
  ),
  defineRoute<Stripe.PaymentMethodDetachParams>(
    'POST',
    '/v1/payment_methods/:id/detach',
    'PaymentMethodDetachParams',
    ({ double, id }) => detachMethod(double, findObject(double, 'payment_method', id)),
  ),
];

/** Finds a payment method by id; a ready-made one such as `pm_card_visa` becomes a new card. */
function findMethod(double: Double, id: string, param?: string): PaymentMethod {
  const number = readToken(id);
  if (!number) return findObject(double, 'payment_method', id, param);
  const year = new Date(double.clock.now() * 1000).getUTCFullYear() + 3;
  return makeCardMethod(double, { number, month: 12, year });
}

/** Finds a payment method of this customer; one of another customer is refused. */
export function findOwnedMethod(double: Double, customer: string, id: string, param: string): PaymentMethod {
  const method = findMethod(double, id, param);
  if (method.customer === customer || (readToken(id) && method.customer === null)) return method;
  refuse(
    `The PaymentMethod ${id} does not belong to the Customer ${customer}. Attach it to the Customer before you use it.`,
    { code: 'payment_method_unexpected_state', param },
  );
}

/** Gives a payment method to a customer. A card that is declined when saved, or belongs to someone else, is refused. */
export function attachMethod(double: Double, method: PaymentMethod, customer: string): PaymentMethod {
  if (method.customer === customer) return method;
  if (method.customer) {
    refuse('The payment method you provided has already been attached to a customer.', {
      code: 'payment_method_unexpected_state',
      param: 'payment_method',
    });
  }
  refuseDeclinedCard(double, method);
  method.customer = customer;
  emitEvent(double, 'payment_method.attached', method);
  return method;
}

/** Refuses (402) a card which its bank does not let be saved. */
function refuseDeclinedCard(double: Double, method: PaymentMethod): void {
  const decline = findBehaviour(double, method.id).saveDecline;
  if (!decline) return;
  throw new StripeFailure(402, { type: 'card_error', decline_code: decline, ...describeDecline(decline) });
}

function detachMethod(double: Double, method: PaymentMethod): PaymentMethod {
  const { customer } = method;
  if (!customer) {
    refuse('The payment method you provided is not attached to a customer so detachment is impossible.', {
      param: 'payment_method',
    });
  }
  method.customer = null;
  const owner = double.store.get('customer', customer);
  if (owner?.invoice_settings.default_payment_method === method.id)
    owner.invoice_settings.default_payment_method = null;
  for (const subscription of double.store.all('subscription')) {
    if (subscription.default_payment_method === method.id) subscription.default_payment_method = null;
  }
  emitEvent(double, 'payment_method.detached', method, { customer });
  return method;
}

function filterMethods(double: Double, customer: string | undefined, type: string | undefined): PaymentMethod[] {
  return double.store
    .all('payment_method')
    .filter((method) => method.customer !== null && (!customer || method.customer === customer))
    .filter((method) => (type ? method.type === type : method.type !== 'customer_balance'));
}
