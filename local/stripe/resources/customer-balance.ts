import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { refuseMissing } from '../errors.ts';
import { emitEvent } from '../events.ts';
import { makeId } from '../identifiers.ts';
import { listPage } from '../list.ts';
import { mergeMetadata } from '../metadata.ts';
import { defineRoute, type Route } from '../routing.ts';
import type { Collections } from '../store.ts';
import { checkCurrency } from './amounts.ts';
import { findCustomer } from './find.ts';

type Customer = Collections['customer'];
type Transaction = Collections['customer_balance_transaction'];

export const customerBalanceRoutes: Route[] = [
  defineRoute<Stripe.CustomerCreateBalanceTransactionParams>(
    'POST',
    '/v1/customers/:id/balance_transactions',
    'CustomerCreateBalanceTransactionParams',
    ({ double, params, id }) => {
      checkCurrency(params.currency);
      const customer = findCustomer(double, id);
      const entry = changeBalance(double, customer, params.amount, 'adjustment', params.currency.toLowerCase());
      entry.description = params.description ?? null;
      entry.metadata = mergeMetadata({}, params.metadata);
      emitEvent(double, 'customer.updated', customer);
      return entry;
    },
  ),
  defineRoute<Stripe.CustomerListBalanceTransactionsParams>(
    'GET',
    '/v1/customers/:id/balance_transactions',
    'CustomerListBalanceTransactionsParams',
    ({ double, params, id }) => {
      findCustomer(double, id);
      const found = double.store.all('customer_balance_transaction').filter((entry) => entry.customer === id);
      return listPage(found, params, `/v1/customers/${id}/balance_transactions`);
    },
  ),
  defineRoute<Stripe.CustomerRetrieveBalanceTransactionParams>(
    'GET',
    '/v1/customers/:id/balance_transactions/:child',
    'CustomerRetrieveBalanceTransactionParams',
    ({ double, id, child }) => {
      const found = double.store.get('customer_balance_transaction', child);
      if (found?.customer !== id) refuseMissing('customer_balance_transaction', child);
      return found;
    },
  ),
];

/** Changes a customer's balance (smallest unit; negative = credit) and records why. */
export function changeBalance(
  double: Double,
  customer: Customer,
  amount: number,
  type: string,
  currency: string,
  invoice: string | null = null,
): Transaction {
  customer.balance += amount;
  customer.currency ??= currency;
  const entry: Transaction = {
    id: makeId('cbtxn', 24),
    object: 'customer_balance_transaction',
    amount,
    checkout_session: null,
    created: double.clock.now(),
    credit_note: null,
    currency,
    customer: customer.id,
    customer_account: null,
    description: null,
    ending_balance: customer.balance,
    invoice,
    livemode: false,
    metadata: {},
    type,
  };
  double.store.put('customer_balance_transaction', entry);
  return entry;
}

/** At finalisation: uses the customer's credit, adds the customer's debt, or keeps what a negative invoice gives back. */
export function applyCustomerBalance(double: Double, invoice: Collections['invoice'], customer: Customer): void {
  invoice.starting_balance = customer.balance;
  const due = Math.max(0, invoice.total + customer.balance);
  const change = due - invoice.total;
  if (change !== 0) changeBalance(double, customer, -change, 'applied_to_invoice', invoice.currency, invoice.id);
  invoice.ending_balance = customer.balance;
  invoice.amount_due = due;
  invoice.amount_remaining = due;
}
