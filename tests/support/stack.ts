import postgres from 'postgres';
import { z } from 'zod';

const address = z.url();
const schema = z.object({
  addresses: z.object({
    site: address,
    api: address,
    database: address,
    dashboard: address,
    mailbox: address,
    smtp: address,
    stripe: address,
  }),
  keys: z.object({ publishable: z.string(), secret: z.string() }),
  environment: z.record(z.string(), z.string()),
});

/** The running stack as tests see it: addresses, API keys, the environment of the edge functions. */
export type TestedStack = z.infer<typeof schema>;

/**
 * Reads which stack the tests run against.
 * @throws Error outside of `npm test`, which starts the stack and sets `TEST_STACK`.
 */
export function stackFromEnvironment(): TestedStack {
  const text = process.env.TEST_STACK;
  if (!text) throw new Error('These tests need the stack: run them with "npm test -- functions" or "npm test -- e2e".');
  return schema.parse(JSON.parse(text));
}

/** A client with all rights on the stack's database, for arranging and for looking what happened. */
export const sql = postgres(stackFromEnvironment().addresses.database, { max: 2, idle_timeout: 2, onnotice() {} });
