import type Stripe from 'stripe';
import type { Wire } from '../wire.ts';

type Address = Wire<Stripe.Address>;

/** Fills the parts of an address that were not sent with null, as Stripe returns it. */
export function fillAddress(sent: Wire<Stripe.AddressParam> | '' | null | undefined): Address | null {
  if (!sent) return null;
  return {
    city: sent.city ?? null,
    country: sent.country ?? null,
    line1: sent.line1 ?? null,
    line2: sent.line2 ?? null,
    postal_code: sent.postal_code ?? null,
    state: sent.state ?? null,
  };
}
