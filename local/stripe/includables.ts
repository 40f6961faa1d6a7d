import type { Double } from './double.ts';
import { wrapList } from './list.ts';

type Reader = (double: Double, id: string) => unknown;

/** Fields that Stripe adds to an object only when they are asked for with `expand`. */
const includables: Record<string, Record<string, Reader>> = {
  invoice: {
    payments: (double, id) => {
      const payments = double.store.all('invoice_payment').filter((payment) => payment.invoice === id);
      return wrapList(payments, `/v1/invoice_payments?invoice=${id}`);
    },
    confirmation_secret: (double, id) => {
      const payment = double.store.all('invoice_payment').find((entry) => entry.invoice === id && entry.is_default);
      const intent = double.store.get('payment_intent', payment?.payment.payment_intent ?? '');
      return intent ? { client_secret: intent.client_secret, type: 'payment_intent' } : null;
    },
  },
  customer: {
    tax_ids: (double, id) => {
      const numbers = double.store.all('tax_id').filter((entry) => entry.customer === id);
      return wrapList(numbers, `/v1/customers/${id}/tax_ids`);
    },
    subscriptions: (double, id) => {
      const active = double.store
        .all('subscription')
        .filter((entry) => entry.customer === id && entry.status !== 'canceled');
      return wrapList(active, `/v1/customers/${id}/subscriptions`);
    },
  },
};

/** Reads such a field, or answers undefined when the object has none of that name. */
export function readIncludable(double: Double, node: Record<string, unknown>, name: string): unknown {
  const read = includables[String(node.object)]?.[name];
  return read ? read(double, String(node.id)) : undefined;
}
