import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { refuse, refuseMissing } from '../errors.ts';
import { emitEvent } from '../events.ts';
import { makeId } from '../identifiers.ts';
import { listPage } from '../list.ts';
import { defineRoute, type Route } from '../routing.ts';
import type { Collections } from '../store.ts';
import { scheduleTask } from '../tasks.ts';
import { findCustomer } from './find.ts';
import { readTaxIdCountry } from './tax-id-forms.ts';

type TaxId = Collections['tax_id'];

/** How long the register takes to answer, in seconds of the double's clock. */
const verificationSeconds = 2;

export const taxIdRoutes: Route[] = [
  defineRoute<Stripe.CustomerCreateTaxIdParams>(
    'POST',
    '/v1/customers/:id/tax_ids',
    'CustomerCreateTaxIdParams',
    (call) => createTaxId(call.double, findCustomer(call.double, call.id), call.params),
  ),
  defineRoute<Stripe.CustomerListTaxIdsParams>(
    'GET',
    '/v1/customers/:id/tax_ids',
    'CustomerListTaxIdsParams',
    (call) => {
      const customer = findCustomer(call.double, call.id);
      return listPage(listTaxIds(call.double, customer.id), call.params, `/v1/customers/${customer.id}/tax_ids`);
    },
  ),
  defineRoute<Stripe.CustomerRetrieveTaxIdParams>(
    'GET',
    '/v1/customers/:id/tax_ids/:child',
    'CustomerRetrieveTaxIdParams',
    ({ double, id, child }) => findTaxId(double, id, child),
  ),
  defineRoute<Stripe.CustomerDeleteTaxIdParams>(
    'DELETE',
    '/v1/customers/:id/tax_ids/:child',
    'CustomerDeleteTaxIdParams',
    ({ double, id, child }) => {
      const taxId = findTaxId(double, id, child);
      double.store.remove('tax_id', taxId.id);
      emitEvent(double, 'customer.tax_id.deleted', taxId);
      return { id: taxId.id, object: 'tax_id', deleted: true };
    },
  ),
];

/** Lists the tax numbers of a customer, oldest first. */
export function listTaxIds(double: Double, customer: string): TaxId[] {
  return double.store.all('tax_id').filter((taxId) => taxId.customer === customer);
}

/** Adds a tax number; the register answers later by `customer.tax_id.updated`. Refuses forms that cannot be right. */
export function createTaxId(
  double: Double,
  customer: Collections['customer'],
  params: { type: string; value: string },
): TaxId {
  const value = params.value.trim();
  const country = readTaxIdCountry(params.type, value);
  if (!country) refuse(`Invalid value for ${params.type}.`, { code: 'tax_id_invalid', param: 'value' });
  const taxId: TaxId = {
    id: makeId('txi', 24),
    object: 'tax_id',
    country,
    created: double.clock.now(),
    customer: customer.id,
    customer_account: null,
    livemode: false,
    owner: { customer: customer.id, customer_account: null, type: 'customer' },
    type: params.type,
    value,
    verification: { status: 'pending', verified_address: null, verified_name: null },
  };
  double.store.put('tax_id', taxId);
  emitEvent(double, 'customer.tax_id.created', taxId);
  scheduleTask(double, 'verify_tax_id', taxId.id, taxId.created + verificationSeconds);
  return taxId;
}

/** Lets the register answer: only ones = not verified, only twos = the register is down, all else = verified. */
export function verifyTaxId(double: Double, id: string): void {
  const taxId = double.store.get('tax_id', id);
  const customer = double.store.get('customer', taxId?.customer ?? '');
  if (!taxId || !customer) return;
  const digits = taxId.value.replace(/\D/g, '');
  const status = /^1+$/.test(digits) ? 'unverified' : /^2+$/.test(digits) ? 'unavailable' : 'verified';
  const isVerified = status === 'verified';
  taxId.verification = {
    status,
    verified_address: isVerified ? (customer.address?.line1 ?? null) : null,
    verified_name: isVerified ? (customer.name ?? null) : null,
  };
  emitEvent(double, 'customer.tax_id.updated', taxId, { verification: { status: 'pending' } });
}

function findTaxId(double: Double, customer: string, id: string): TaxId {
  findCustomer(double, customer);
  const taxId = double.store.get('tax_id', id);
  if (taxId?.customer !== customer) refuseMissing('tax_id', id);
  return taxId;
}
