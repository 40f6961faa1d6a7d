import type Stripe from 'stripe';
import { listPage } from '../list.ts';
import { defineRoute, type Route } from '../routing.ts';
import { findObject } from './find.ts';

export const taxRateRoutes: Route[] = [
  defineRoute<Stripe.TaxRateRetrieveParams>('GET', '/v1/tax_rates/:id', 'TaxRateRetrieveParams', ({ double, id }) =>
    findObject(double, 'tax_rate', id),
  ),
  defineRoute<Stripe.TaxRateListParams>('GET', '/v1/tax_rates', 'TaxRateListParams', ({ double, params }) =>
    listPage(double.store.all('tax_rate'), params, '/v1/tax_rates'),
  ),
];
