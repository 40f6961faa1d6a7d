import type { StripeTools } from '../stripe-tools.ts';

/** What is done about the events of one type of object. */
export interface EventHandling {
  /** Types of events, exactly as Stripe writes them. */
  types: readonly string[];
  /**
   * Looks the object up at Stripe and writes what it is now: safe to repeat, in any order. `readAt` is a moment of the database's clock before
   * anything is read; who writes passes it on, so that what was read later is not written over.
   */
  handle(tools: StripeTools, objectId: string, readAt: string): Promise<void>;
}
