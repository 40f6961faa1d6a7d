import Stripe from 'stripe';
import { stackFromEnvironment } from './stack.ts';

/** Stripe's own client on the double, for acting as a bank and for looking what arrived there. */
export function createStripe(): Stripe {
  const { addresses, environment } = stackFromEnvironment();
  const { hostname, port } = new URL(addresses.stripe);
  return new Stripe(environment.STRIPE_SECRET_KEY ?? '', { protocol: 'http', host: hostname, port, telemetry: false });
}
