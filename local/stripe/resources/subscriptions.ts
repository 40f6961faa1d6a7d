import type Stripe from 'stripe';
import { refuse } from '../errors.ts';
import { isWithin, listPage } from '../list.ts';
import { defineRoute, type Route } from '../routing.ts';
import { findObject } from './find.ts';
import { prorateRemainder } from './proration.ts';
import { cancelSubscription } from './subscription-cancel.ts';
import { createSubscription } from './subscription-create.ts';
import { billSubscription } from './subscription-invoice.ts';
import { updateSubscription } from './subscription-update.ts';

export const subscriptionRoutes: Route[] = [
  defineRoute<Stripe.SubscriptionCreateParams>(
    'POST',
    '/v1/subscriptions',
    'SubscriptionCreateParams',
    ({ double, params }) => createSubscription(double, params),
  ),
  defineRoute<Stripe.SubscriptionRetrieveParams>(
    'GET',
    '/v1/subscriptions/:id',
    'SubscriptionRetrieveParams',
    ({ double, id }) => findObject(double, 'subscription', id),
  ),
  defineRoute<Stripe.SubscriptionUpdateParams>(
    'POST',
    '/v1/subscriptions/:id',
    'SubscriptionUpdateParams',
    ({ double, params, id }) => updateSubscription(double, findObject(double, 'subscription', id), params),
  ),
  defineRoute<Stripe.SubscriptionCancelParams>(
    'DELETE',
    '/v1/subscriptions/:id',
    'SubscriptionCancelParams',
    ({ double, params, id }) => {
      const subscription = findObject(double, 'subscription', id);
      if (subscription.status === 'canceled') {
        refuse(`No such subscription: '${id}'`, { code: 'resource_missing', param: 'id', status: 404 });
      }
      const details = params.cancellation_details;
      subscription.cancellation_details = {
        comment: details?.comment || null,
        feedback: details?.feedback || null,
        feedback_option: null,
        reason: 'cancellation_requested',
      };
      if (params.prorate) prorateRemainder(double, subscription);
      if (params.invoice_now) billSubscription(double, subscription, 'subscription_update');
      cancelSubscription(double, subscription);
      return subscription;
    },
  ),
  defineRoute<Stripe.SubscriptionListParams>('GET', '/v1/subscriptions', 'SubscriptionListParams', (call) => {
    const { double, params } = call;
    const found = double.store
      .all('subscription')
      .filter((subscription) => !params.customer || subscription.customer === params.customer)
      .filter((subscription) =>
        params.status
          ? params.status === 'all' || subscription.status === params.status
          : subscription.status !== 'canceled',
      )
      .filter(
        (subscription) => !params.collection_method || subscription.collection_method === params.collection_method,
      )
      .filter((subscription) => !params.price || subscription.items.data.some((item) => item.price.id === params.price))
      .filter((subscription) => isWithin(subscription.created, params.created));
    return listPage(found, params, '/v1/subscriptions');
  }),
];
