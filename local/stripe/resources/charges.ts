import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { makeId } from '../identifiers.ts';
import { listPage } from '../list.ts';
import { defineRoute, type Route } from '../routing.ts';
import type { Collections } from '../store.ts';
import { findObject } from './find.ts';

type Charge = Collections['charge'];

export const chargeRoutes: Route[] = [
  defineRoute<Stripe.ChargeRetrieveParams>('GET', '/v1/charges/:id', 'ChargeRetrieveParams', ({ double, id }) =>
    findObject(double, 'charge', id),
  ),
  defineRoute<Stripe.ChargeListParams>('GET', '/v1/charges', 'ChargeListParams', ({ double, params }) => {
    const found = double.store
      .all('charge')
      .filter((charge) => !params.customer || charge.customer === params.customer)
      .filter((charge) => !params.payment_intent || charge.payment_intent === params.payment_intent);
    return listPage(found, params, '/v1/charges');
  }),
];

/** Records one attempt to take the amount of a payment intent, good or bad. */
export function recordCharge(
  double: Double,
  intent: Collections['payment_intent'],
  method: Collections['payment_method'],
  failure: { code: string; message: string; decline: string } | undefined,
): Charge {
  const { card } = method;
  const charge: Charge = {
    id: makeId('ch', 24),
    object: 'charge',
    amount: intent.amount,
    amount_captured: failure ? 0 : intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: double.sellerName.toUpperCase().slice(0, 22),
    captured: !failure,
    created: double.clock.now(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: {},
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: failure ? 'declined_by_network' : 'approved_by_network',
      reason: failure?.decline ?? null,
      risk_level: 'normal',
      rule: undefined,
      seller_message: failure ? 'The bank did not return any further details with this decline.' : 'Payment complete.',
      type: failure ? 'issuer_declined' : 'authorized',
    },
    paid: !failure,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: card
      ? {
          card: {
            amount_authorized: failure ? null : intent.amount,
            authorization_code: null,
            brand: card.brand,
            checks: card.checks,
            country: card.country,
            electronic_commerce_indicator: null,
            exp_month: card.exp_month,
            exp_year: card.exp_year,
            fingerprint: card.fingerprint,
            funding: card.funding,
            installments: null,
            last4: card.last4,
            mandate: null,
            network: card.brand,
            network_transaction_id: null,
            regulated_status: card.regulated_status,
            three_d_secure: null,
            transaction_link_id: null,
            wallet: null,
          },
          type: 'card',
        }
      : { customer_balance: {}, type: 'customer_balance' },
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: failure ? 'failed' : 'succeeded',
    transfer_data: null,
    transfer_group: null,
  };
  double.store.put('charge', charge);
  return charge;
}
