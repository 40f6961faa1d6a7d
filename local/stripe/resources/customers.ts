import { randomBytes } from 'node:crypto';
import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { refuse } from '../errors.ts';
import { emitEvent } from '../events.ts';
import { makeId } from '../identifiers.ts';
import { isWithin, listPage } from '../list.ts';
import { mergeMetadata } from '../metadata.ts';
import { defineRoute, type Route } from '../routing.ts';
import type { Collections } from '../store.ts';
import type { Wire } from '../wire.ts';
import { fillAddress } from './address.ts';
import { findCustomer } from './find.ts';
import { cancelSubscription } from './subscription-cancel.ts';
import { createTaxId } from './tax-ids.ts';
import { refuseUnsupported } from './unsupported.ts';

type Customer = Collections['customer'];
const unsupported = ['balance', 'cash_balance', 'payment_method', 'source', 'test_clock', 'validate'];

type Params = Wire<Stripe.CustomerUpdateParams> & Pick<Wire<Stripe.CustomerCreateParams>, 'tax_id_data'>;

const emailForm = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;

export const customerRoutes: Route[] = [
  defineRoute<Stripe.CustomerCreateParams>('POST', '/v1/customers', 'CustomerCreateParams', (call) =>
    createCustomer(call.double, call.params as Params),
  ),
  defineRoute<Stripe.CustomerRetrieveParams>('GET', '/v1/customers/:id', 'CustomerRetrieveParams', ({ double, id }) => {
    return double.store.get('deleted_customer', id) ?? findCustomer(double, id);
  }),
  defineRoute<Stripe.CustomerUpdateParams>('POST', '/v1/customers/:id', 'CustomerUpdateParams', (call) => {
    const customer = findCustomer(call.double, call.id);
    applyParams(call.double, customer, call.params as Params);
    emitEvent(call.double, 'customer.updated', customer);
    return customer;
  }),
  defineRoute<Stripe.CustomerDeleteParams>('DELETE', '/v1/customers/:id', 'CustomerDeleteParams', ({ double, id }) =>
    deleteCustomer(double, id),
  ),
  defineRoute<Stripe.CustomerListParams>('GET', '/v1/customers', 'CustomerListParams', ({ double, params }) => {
    const found = double.store
      .all('customer')
      .filter((customer) => !params.email || customer.email === params.email)
      .filter((customer) => isWithin(customer.created, params.created));
    return listPage(found, params, '/v1/customers');
  }),
];

function createCustomer(double: Double, params: Params): Customer {
  const customer = makeCustomer(double);
  applyParams(double, customer, params);
  double.store.put('customer', customer);
  emitEvent(double, 'customer.created', customer);
  for (const data of params.tax_id_data ?? []) createTaxId(double, customer, data);
  return customer;
}

/** A customer that exists for the length of a preview only. */
export function makePreviewCustomer(double: Double): Customer {
  const customer = makeCustomer(double);
  double.store.put('customer', customer);
  return customer;
}

function makeCustomer(double: Double): Customer {
  return {
    id: makeId('cus'),
    object: 'customer',
    address: null,
    balance: 0,
    created: double.clock.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: randomBytes(4).toString('hex').toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}

function applyParams(double: Double, customer: Customer, params: Params): void {
  refuseUnsupported(params, unsupported);
  const country = params.address ? params.address.country : customer.address?.country;
  if (params.tax?.validate_location === 'immediately' && !country) {
    refuse("The customer's location isn't recognized.", { code: 'customer_tax_location_invalid', param: 'tax' });
  }
  if (params.email && (!emailForm.test(params.email) || params.email.length > 512)) {
    refuse(`Invalid email address: ${params.email}`, { code: 'email_invalid', param: 'email' });
  }
  const method = params.invoice_settings?.default_payment_method;
  if (method) checkOwnedMethod(double, customer, method);
  if (params.invoice_prefix && !/^[A-Z0-9]{3,12}$/.test(params.invoice_prefix)) {
    refuse('Invoice prefix must be 3–12 uppercase letters or numbers.', { param: 'invoice_prefix' });
  }
  if (params.address !== undefined) customer.address = fillAddress(params.address);
  if (params.email !== undefined) customer.email = params.email || null;
  if (params.name !== undefined) customer.name = params.name || null;
  if (params.phone !== undefined) customer.phone = params.phone || null;
  if (params.description !== undefined) customer.description = params.description || null;
  if (params.business_name) customer.business_name = params.business_name;
  if (params.individual_name) customer.individual_name = params.individual_name;
  if (params.preferred_locales !== undefined) customer.preferred_locales = params.preferred_locales;
  if (params.tax_exempt !== undefined) customer.tax_exempt = params.tax_exempt || 'none';
  if (params.invoice_prefix !== undefined) customer.invoice_prefix = params.invoice_prefix;
  if (params.next_invoice_sequence !== undefined) customer.next_invoice_sequence = params.next_invoice_sequence;
  if (params.shipping !== undefined) {
    const { shipping } = params;
    customer.shipping = shipping ? { ...shipping, address: fillAddress(shipping.address) ?? undefined } : null;
  }
  customer.metadata = mergeMetadata(customer.metadata, params.metadata);
  applyInvoiceSettings(customer, params.invoice_settings);
}

function applyInvoiceSettings(customer: Customer, settings: Params['invoice_settings']): void {
  if (!settings) return;
  const current = customer.invoice_settings;
  if (settings.default_payment_method !== undefined) {
    current.default_payment_method = settings.default_payment_method || null;
  }
  if (settings.footer !== undefined) current.footer = settings.footer || null;
  if (settings.custom_fields !== undefined) current.custom_fields = settings.custom_fields || null;
}

function checkOwnedMethod(double: Double, customer: Customer, id: string): void {
  const method = double.store.get('payment_method', id);
  if (method && method.customer === customer.id) return;
  refuse(`No such PaymentMethod: '${id}'; it must be attached to the customer first.`, {
    code: 'resource_missing',
    param: 'invoice_settings[default_payment_method]',
  });
}

function deleteCustomer(double: Double, id: string): Collections['deleted_customer'] {
  const customer = findCustomer(double, id);
  for (const subscription of double.store.all('subscription')) {
    if (subscription.customer === id && subscription.status !== 'canceled') cancelSubscription(double, subscription);
  }
  for (const method of double.store.all('payment_method')) {
    if (method.customer === id) method.customer = null;
  }
  double.store.remove('customer', id);
  const deleted: Collections['deleted_customer'] = { id, object: 'customer', deleted: true };
  double.store.put('deleted_customer', deleted);
  emitEvent(double, 'customer.deleted', customer);
  return deleted;
}
