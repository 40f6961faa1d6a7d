import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { refuse } from '../errors.ts';
import { emitEvent } from '../events.ts';
import { makeToken } from '../identifiers.ts';
import { listPage } from '../list.ts';
import { mergeMetadata } from '../metadata.ts';
import { defineRoute, type Route } from '../routing.ts';
import type { Collections } from '../store.ts';
import { cancelTask, scheduleTask } from '../tasks.ts';
import type { Wire } from '../wire.ts';
import { checkCurrency } from './amounts.ts';
import { findCustomer, findObject } from './find.ts';
import { makeSession } from './make-session.ts';
import { createSetupIntent } from './setup-intents.ts';

type Session = Collections['checkout.session'];
type Params = Wire<Stripe.Checkout.SessionCreateParams>;

export const checkoutSessionRoutes: Route[] = [
  defineRoute<Stripe.Checkout.SessionCreateParams>(
    'POST',
    '/v1/checkout/sessions',
    'Checkout.SessionCreateParams',
    ({ double, params }) => createSession(double, params),
  ),
  defineRoute<Stripe.Checkout.SessionRetrieveParams>(
    'GET',
    '/v1/checkout/sessions/:id',
    'Checkout.SessionRetrieveParams',
    ({ double, id }) => findObject(double, 'checkout.session', id),
  ),
  defineRoute<Stripe.Checkout.SessionListParams>(
    'GET',
    '/v1/checkout/sessions',
    'Checkout.SessionListParams',
    ({ double, params }) => {
      const found = double.store
        .all('checkout.session')
        .filter((session) => !params.customer || session.customer === params.customer)
        .filter((session) => !params.status || session.status === params.status);
      return listPage(found, params, '/v1/checkout/sessions');
    },
  ),
  defineRoute<Stripe.Checkout.SessionExpireParams>(
    'POST',
    '/v1/checkout/sessions/:id/expire',
    'Checkout.SessionExpireParams',
    ({ double, id }) => {
      const session = findObject(double, 'checkout.session', id);
      if (session.status !== 'open') {
        refuse(`Only Checkout Sessions with a status in ["open"] can be expired. This one is ${session.status}.`);
      }
      expireSession(double, id);
      return session;
    },
  ),
];

/** Closes an open session without a result. */
export function expireSession(double: Double, id: string): void {
  const session = double.store.get('checkout.session', id);
  if (session?.status !== 'open') return;
  session.status = 'expired';
  session.url = null;
  cancelTask(double, 'expire_session', id);
  emitEvent(double, 'checkout.session.expired', session);
}

function createSession(double: Double, params: Params): Session {
  checkParams(params);
  const customer = params.customer ? findCustomer(double, params.customer, 'customer') : null;
  const now = double.clock.now();
  const expiresAt = params.expires_at ?? now + 24 * 3600;
  if (expiresAt < now + 1800 || expiresAt > now + 24 * 3600) {
    refuse('The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.', {
      param: 'expires_at',
    });
  }
  const intent = createSetupIntent(double, {
    customer: customer?.id ?? null,
    description: params.setup_intent_data?.description ?? null,
    metadata: params.setup_intent_data?.metadata ?? {},
  });
  const id = `cs_test_${makeToken(58)}`;
  const session = makeSession({
    id,
    created: now,
    expiresAt,
    url: `${double.baseUrl}/c/${id}`,
    customer,
    setupIntent: intent.id,
    metadata: mergeMetadata({}, params.metadata),
    params,
  });
  double.store.put('checkout.session', session);
  scheduleTask(double, 'expire_session', id, expiresAt);
  return session;
}

function checkParams(params: Params): void {
  if (params.mode !== 'setup') {
    refuse('The double knows Checkout Sessions in `setup` mode only.', {
      code: 'parameter_invalid_enum',
      param: 'mode',
    });
  }
  if (!params.success_url) {
    refuse('Missing required param: success_url.', { code: 'parameter_missing', param: 'success_url' });
  }
  for (const name of ['success_url', 'cancel_url'] as const) {
    const address = params[name];
    if (address && !/^https?:\/\//.test(address)) refuse('Not a valid URL', { code: 'url_invalid', param: name });
  }
  if (!params.currency && !params.allowed_payment_method_types) {
    refuse(
      'Missing required param: currency. It is required in `setup` mode unless `allowed_payment_method_types` is set.',
      {
        code: 'parameter_missing',
        param: 'currency',
      },
    );
  }
  if (params.currency) checkCurrency(params.currency);
  if (params.line_items) refuse('You can not pass `line_items` in `setup` mode.', { param: 'line_items' });
  if (params.customer && params.customer_email) {
    refuse('You may only specify one of these parameters: customer, customer_email.', { code: 'parameters_exclusive' });
  }
  const types = params.allowed_payment_method_types;
  if (types && !types.includes('card')) {
    refuse('The double saves cards only.', { param: 'allowed_payment_method_types' });
  }
}
