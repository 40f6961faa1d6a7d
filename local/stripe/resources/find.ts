import type { Double } from '../double.ts';
import { refuse, refuseMissing } from '../errors.ts';
import type { Collections, Kind } from '../store.ts';

const names: Partial<Record<Kind, string>> = {
  'checkout.session': 'checkout.session',
  payment_method: 'PaymentMethod',
  invoiceitem: 'invoiceitem',
};

/** Finds an object by id, or refuses like Stripe; `param` is the parameter that named it (none for the address). */
export function findObject<K extends Kind>(double: Double, kind: K, id: string, param?: string): Collections[K] {
  const found = double.store.get(kind, id);
  if (!found) refuseMissing(names[kind] ?? kind, id, param);
  return found;
}

/** Finds a customer that was not deleted. */
export function findCustomer(double: Double, id: string, param?: string): Collections['customer'] {
  if (double.store.get('deleted_customer', id)) {
    refuse(`No such customer: '${id}'; a similar object exists but it was deleted.`, {
      code: 'resource_missing',
      param: param ?? 'id',
      status: param ? 400 : 404,
    });
  }
  return findObject(double, 'customer', id, param);
}

/** Reads the country of a customer's address, or nothing. */
export function readCountry(customer: Collections['customer']): string | undefined {
  return customer.address?.country ?? undefined;
}
