import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { emitEvent } from '../events.ts';
import { makeId, makeToken } from '../identifiers.ts';
import { listPage } from '../list.ts';
import { mergeMetadata } from '../metadata.ts';
import { defineRoute, type Route } from '../routing.ts';
import type { Collections } from '../store.ts';
import { findObject } from './find.ts';

type SetupIntent = Collections['setup_intent'];

export const setupIntentRoutes: Route[] = [
  defineRoute<Stripe.SetupIntentRetrieveParams>(
    'GET',
    '/v1/setup_intents/:id',
    'SetupIntentRetrieveParams',
    ({ double, id }) => findObject(double, 'setup_intent', id),
  ),
  defineRoute<Stripe.SetupIntentListParams>(
    'GET',
    '/v1/setup_intents',
    'SetupIntentListParams',
    ({ double, params }) => {
      const found = double.store
        .all('setup_intent')
        .filter((intent) => !params.customer || intent.customer === params.customer)
        .filter((intent) => !params.payment_method || intent.payment_method === params.payment_method);
      return listPage(found, params, '/v1/setup_intents');
    },
  ),
];

/** Makes the intent to save a payment method for charges while the person is away. */
export function createSetupIntent(
  double: Double,
  parts: { customer: string | null; description: string | null; metadata: Record<string, string | number | null> },
): SetupIntent {
  const id = makeId('seti', 24);
  const intent: SetupIntent = {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: ['card'],
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${makeToken(24)}`,
    created: double.clock.now(),
    customer: parts.customer,
    customer_account: null,
    description: parts.description,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: mergeMetadata({}, parts.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' } },
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: 'off_session',
  };
  double.store.put('setup_intent', intent);
  emitEvent(double, 'setup_intent.created', intent);
  return intent;
}

/** Records that the bank refused to save the card. */
export function failSetupIntent(double: Double, intent: SetupIntent, code: string, message: string): void {
  intent.status = 'requires_payment_method';
  intent.payment_method = null;
  intent.next_action = null;
  intent.last_setup_error = { type: 'card_error', code, message };
  emitEvent(double, 'setup_intent.setup_failed', intent);
}
