import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { refuse, refuseMissing } from '../errors.ts';
import { emitEvent } from '../events.ts';
import { listPage } from '../list.ts';
import { defineRoute, type Route } from '../routing.ts';
import type { Collections } from '../store.ts';
import type { Wire } from '../wire.ts';
import { checkCurrency } from './amounts.ts';
import { addCash } from './cash-transactions.ts';
import { findCustomer } from './find.ts';
import { reconcileCash } from './reconcile-cash.ts';

type CashBalance = Wire<Stripe.CashBalance>;
// The SDK exports no name for these parameters, so they are taken from the method.
type FundParams = Parameters<Stripe['testHelpers']['customers']['fundCashBalance']>[1];

export const cashBalanceRoutes: Route[] = [
  defineRoute<Stripe.CustomerRetrieveCashBalanceParams>(
    'GET',
    '/v1/customers/:id/cash_balance',
    'CustomerRetrieveCashBalanceParams',
    ({ double, id }) => describeCash(double, findCustomer(double, id).id),
  ),
  defineRoute<Stripe.CustomerUpdateCashBalanceParams>(
    'POST',
    '/v1/customers/:id/cash_balance',
    'CustomerUpdateCashBalanceParams',
    ({ double, params, id }) => {
      const cash = findCash(double, findCustomer(double, id).id);
      const mode = params.settings?.reconciliation_mode;
      if (mode) cash.reconciliation = mode === 'manual' ? 'manual' : 'automatic';
      double.store.put('cash_balance', cash);
      return describeCash(double, id);
    },
  ),
  defineRoute<Stripe.CustomerListCashBalanceTransactionsParams>(
    'GET',
    '/v1/customers/:id/cash_balance_transactions',
    'CustomerListCashBalanceTransactionsParams',
    ({ double, params, id }) => {
      findCustomer(double, id);
      const found = double.store.all('customer_cash_balance_transaction').filter((entry) => entry.customer === id);
      return listPage(found, params, `/v1/customers/${id}/cash_balance_transactions`);
    },
  ),
  defineRoute<Stripe.CustomerRetrieveCashBalanceTransactionParams>(
    'GET',
    '/v1/customers/:id/cash_balance_transactions/:child',
    'CustomerRetrieveCashBalanceTransactionParams',
    ({ double, id, child }) => {
      const entry = double.store.get('customer_cash_balance_transaction', child);
      if (entry?.customer !== id) refuseMissing('customer_cash_balance_transaction', child);
      return entry;
    },
  ),
  defineRoute<FundParams>(
    'POST',
    '/v1/test_helpers/customers/:id/fund_cash_balance',
    'testHelpers.customers.fundCashBalance',
    ({ double, params, id }) => {
      checkCurrency(params.currency);
      if (params.amount <= 0) {
        refuse('Invalid positive integer', { code: 'parameter_invalid_integer', param: 'amount' });
      }
      const customer = findCustomer(double, id);
      const currency = params.currency.toLowerCase();
      const entry = addCash(double, customer.id, currency, params.amount, {
        type: 'funded',
        funded: {
          bank_transfer: {
            eu_bank_transfer: { bic: 'TESTFIHH', iban_last4: '0785', sender_name: customer.name ?? null },
            reference: params.reference ?? null,
            type: 'eu_bank_transfer',
          },
        },
      });
      if (findCash(double, id).reconciliation === 'automatic') {
        reconcileCash(double, id, currency, params.reference ?? '');
      }
      if ((findCash(double, id).available[currency] ?? 0) > 0) {
        emitEvent(double, 'cash_balance.funds_available', describeCash(double, id));
      }
      return entry;
    },
  ),
];

/** The customer's money that waits for an invoice, as the API shows it. */
function describeCash(double: Double, customer: string): CashBalance {
  const cash = findCash(double, customer);
  return {
    object: 'cash_balance',
    available: Object.keys(cash.available).length > 0 ? { ...cash.available } : null,
    customer,
    customer_account: null,
    livemode: false,
    settings: { reconciliation_mode: cash.reconciliation, using_merchant_default: cash.reconciliation === 'automatic' },
  };
}

function findCash(double: Double, customer: string): Collections['cash_balance'] {
  return double.store.get('cash_balance', customer) ?? { id: customer, available: {}, reconciliation: 'automatic' };
}
