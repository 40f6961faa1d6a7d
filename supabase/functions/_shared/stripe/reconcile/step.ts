import type { StripeTools } from '../stripe-tools.ts';

/** Where a nightly comparison goes on (`service.current_reconciliation`). */
export interface Progress {
  /** The day it is of, ISO 8601, UTC. */
  day: string;
  /** Place within the step; null at its beginning. */
  cursor: string | null;
  /** A moment of the database's clock before anything is read. */
  readAt: string;
}

/** What one batch did. */
export interface BatchResult {
  /** Where the next batch goes on; null when the step is through. */
  cursor: string | null;
  compared: number;
  repaired: number;
}

/** One batch of a step: short enough to be repeated when it is interrupted, and harmless to repeat. */
export type Step = (tools: StripeTools, progress: Progress) => Promise<BatchResult>;
