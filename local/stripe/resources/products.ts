import type Stripe from 'stripe';
import { refuse } from '../errors.ts';
import { emitEvent } from '../events.ts';
import { makeId } from '../identifiers.ts';
import { isWithin, listPage } from '../list.ts';
import { mergeMetadata } from '../metadata.ts';
import { defineRoute, type Route } from '../routing.ts';
import type { Collections } from '../store.ts';
import type { Wire } from '../wire.ts';
import { findObject } from './find.ts';

type Product = Collections['product'];
type Params = Partial<Wire<Stripe.ProductUpdateParams>>;

export const productRoutes: Route[] = [
  defineRoute<Stripe.ProductCreateParams>('POST', '/v1/products', 'ProductCreateParams', ({ double, params }) => {
    if (params.default_price_data)
      refuse('The double takes prices through /v1/prices only.', { param: 'default_price_data' });
    if (params.id && double.store.get('product', params.id)) {
      refuse('Product already exists.', { code: 'resource_already_exists', param: 'id' });
    }
    const now = double.clock.now();
    const product: Product = {
      id: params.id ?? makeId('prod'),
      object: 'product',
      active: true,
      created: now,
      default_price: null,
      description: null,
      images: [],
      livemode: false,
      marketing_features: [],
      metadata: {},
      name: params.name,
      package_dimensions: null,
      shippable: null,
      statement_descriptor: null,
      tax_code: null,
      tax_details: null,
      type: params.type ?? 'service',
      unit_label: null,
      updated: now,
      url: null,
    };
    applyParams(product, params);
    double.store.put('product', product);
    emitEvent(double, 'product.created', product);
    return product;
  }),
  defineRoute<Stripe.ProductRetrieveParams>('GET', '/v1/products/:id', 'ProductRetrieveParams', ({ double, id }) =>
    findObject(double, 'product', id),
  ),
  defineRoute<Stripe.ProductUpdateParams>(
    'POST',
    '/v1/products/:id',
    'ProductUpdateParams',
    ({ double, params, id }) => {
      const product = findObject(double, 'product', id);
      if (params.default_price) findObject(double, 'price', params.default_price, 'default_price');
      applyParams(product, params);
      if (params.default_price !== undefined) product.default_price = params.default_price;
      product.updated = double.clock.now();
      emitEvent(double, 'product.updated', product);
      return product;
    },
  ),
  defineRoute<Stripe.ProductListParams>('GET', '/v1/products', 'ProductListParams', ({ double, params }) => {
    const found = double.store
      .all('product')
      .filter((product) => params.active === undefined || product.active === params.active)
      .filter((product) => !params.ids || params.ids.includes(product.id))
      .filter((product) => isWithin(product.created, params.created));
    return listPage(found, params, '/v1/products');
  }),
];

function applyParams(product: Product, params: Params): void {
  if (params.name) product.name = params.name;
  if (params.active !== undefined) product.active = params.active;
  if (params.description !== undefined) product.description = params.description || null;
  if (params.images !== undefined) product.images = params.images || [];
  if (params.tax_code !== undefined) product.tax_code = params.tax_code || null;
  if (params.statement_descriptor !== undefined) product.statement_descriptor = params.statement_descriptor;
  if (params.unit_label !== undefined) product.unit_label = params.unit_label || null;
  if (params.url !== undefined) product.url = params.url || null;
  product.metadata = mergeMetadata(product.metadata, params.metadata);
}
