import type Stripe from 'stripe';
import type { Database } from '../database.ts';

/** What everything that speaks with Stripe works with. */
export interface StripeTools {
  stripe: Stripe;
  database: Database;
}

/** What the calls of the outbox work with. */
export interface CallTools extends StripeTools {
  /** Address of the site without a slash at the end. */
  siteUrl: string;
}
