import type Stripe from 'stripe';
import { isWithin, listPage } from '../list.ts';
import { defineRoute, type Route } from '../routing.ts';
import { findObject } from './find.ts';

export const eventRoutes: Route[] = [
  defineRoute<Stripe.EventRetrieveParams>('GET', '/v1/events/:id', 'EventRetrieveParams', ({ double, id }) =>
    findObject(double, 'event', id),
  ),
  defineRoute<Stripe.EventListParams>('GET', '/v1/events', 'EventListParams', ({ double, params }) => {
    const found = double.store
      .all('event')
      .filter((event) => !params.type || matches(event.type, params.type))
      .filter((event) => !params.types || params.types.some((type) => matches(event.type, type)))
      .filter((event) => isWithin(event.created, params.created))
      .filter(
        (event) => params.delivery_success === undefined || (event.pending_webhooks === 0) === params.delivery_success,
      );
    return listPage(found, params, '/v1/events');
  }),
];

function matches(type: string, pattern: string): boolean {
  return pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
}
