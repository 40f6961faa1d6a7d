import type { Double } from '../double.ts';
import { emitEvent } from '../events.ts';
import { makeId } from '../identifiers.ts';
import type { Collections } from '../store.ts';

type Transaction = Collections['customer_cash_balance_transaction'];

/** Adds (or with a negative amount takes) money of a customer's cash balance and records why. Smallest unit. */
export function addCash(
  double: Double,
  customer: string,
  currency: string,
  amount: number,
  why: Pick<Transaction, 'type' | 'funded' | 'applied_to_payment'>,
): Transaction {
  const cash = double.store.get('cash_balance', customer) ?? {
    id: customer,
    available: {},
    reconciliation: 'automatic',
  };
  const ending = (cash.available[currency] ?? 0) + amount;
  cash.available[currency] = ending;
  if (ending === 0) delete cash.available[currency];
  double.store.put('cash_balance', cash);
  const entry: Transaction = {
    id: makeId('ccsbtxn', 24),
    object: 'customer_cash_balance_transaction',
    created: double.clock.now(),
    currency,
    customer,
    customer_account: null,
    ending_balance: ending,
    livemode: false,
    net_amount: amount,
    ...why,
  };
  double.store.put('customer_cash_balance_transaction', entry);
  emitEvent(double, 'customer_cash_balance_transaction.created', entry);
  return entry;
}
