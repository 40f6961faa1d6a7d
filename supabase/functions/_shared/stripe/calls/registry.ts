import { cancelSubscription } from './cancel-subscription.ts';
import { setRenewal } from './set-renewal.ts';
import { setRenewalPrice } from './set-renewal-price.ts';
import type { StripeCall } from './stripe-call.ts';
import { upgradeSubscription } from './upgrade-subscription.ts';

/** Every kind of call to Stripe; the same list is the check constraint `stripe_calls_kind_is_known`. A kind is a file of its name beside this one. */
export const stripeCalls: Record<string, StripeCall> = {
  set_renewal: setRenewal,
  set_renewal_price: setRenewalPrice,
  upgrade_subscription: upgradeSubscription,
  cancel_subscription: cancelSubscription,
};
