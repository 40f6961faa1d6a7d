/** Objects that Stripe does not look up without their customer: of their events the customer is what is looked up again. */
const ofCustomer = /^(customer\.tax_id|customer_cash_balance_transaction|cash_balance)\./;

/** The id under which the object of an event is looked up again; null when it has none. */
export function readObjectId(type: string, object: { id?: string; customer?: unknown }): string | null {
  if (!ofCustomer.test(type)) return object.id ?? null;
  return typeof object.customer === 'string' ? object.customer : null;
}
