import type Stripe from 'stripe';
import type { Database } from '../database.ts';

/** What everything that speaks with Stripe works with. */
export interface StripeTools {
  stripe: Stripe;
  database: Database;
}
