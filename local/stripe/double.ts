import type { Clock } from './clock.ts';
import type { FaultBook } from './faults.ts';
import type { Store } from './store.ts';
import type { Webhooks } from './webhooks.ts';

export const apiVersion = '2026-10-28.endive';

export interface StripeDoubleOptions {
  /** 0 takes any free port. */
  port: number;
  secretKey: string;
  webhookUrl: string;
  webhookSecret: string;
  /** Where the state is kept between runs; without it everything is forgotten. */
  dataFile?: string;
  /** How long a draft waits before it is finalised, in seconds of the double's clock. */
  finalizeAfterSeconds?: number;
  /** The name on hosted pages and invoices. */
  sellerName?: string;
  log?: (line: string) => void;
}

/** What every part of the double works with. */
export interface Double {
  store: Store;
  clock: Clock;
  webhooks: Webhooks;
  faults: FaultBook;
  /** Address of the double's own pages, without a slash at the end. */
  baseUrl: string;
  secretKey: string;
  sellerName: string;
  finalizeAfterSeconds: number;
  /** The API request that is being answered; events name it. */
  request: { id: string | null; idempotency_key: string | null };
  log: (line: string) => void;
}
