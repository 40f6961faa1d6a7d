import Stripe from 'stripe';
import type { Environment } from '../environment.ts';

/** Version whose objects and parameters this code is written for; the webhook endpoint at Stripe is set to the same. */
export const stripeVersion = '2026-10-28.endive';

/** A client for Stripe, or for what stands at `apiBase` in its place. */
export function createStripe({ secretKey, apiBase }: Environment['stripe']): Stripe {
  return new Stripe(secretKey, {
    apiVersion: stripeVersion,
    httpClient: Stripe.createFetchHttpClient(),
    maxNetworkRetries: 2,
    timeout: 10_000,
    telemetry: false,
    ...(apiBase ? readAddress(new URL(apiBase)) : {}),
  });
}

function readAddress({ protocol, hostname, port }: URL) {
  const isPlain = protocol === 'http:';
  return {
    protocol: isPlain ? ('http' as const) : ('https' as const),
    host: hostname,
    port: port || (isPlain ? 80 : 443),
  };
}
