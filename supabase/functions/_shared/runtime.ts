import { type Environment, parseEnvironment } from './environment.ts';
import { logFailure } from './log.ts';

/** The little of Deno and of Supabase's edge runtime that is used; declared here, so that the rest is plain TypeScript. */
interface Runtime {
  Deno: {
    env: { toObject(): Record<string, string> };
    serve(handler: (request: Request) => Promise<Response>): unknown;
  };
  EdgeRuntime?: { waitUntil(promise: Promise<unknown>): void };
}

const runtime = globalThis as unknown as Runtime;

/** Settings this function was started with. */
export function readEnvironment(): Environment {
  return parseEnvironment(runtime.Deno.env.toObject());
}

/** Serves a function. */
export function serve(handler: (request: Request) => Promise<Response>): void {
  runtime.Deno.serve(handler);
}

/** Keeps the function alive until `work` ends, after the answer has gone. A failure is only logged: nobody waits for it. */
export function runInBackground(name: string, work: () => Promise<unknown>): void {
  const promise = work().catch((error: unknown) => logFailure(`background ${name}`, error));
  runtime.EdgeRuntime?.waitUntil(promise);
}

/** Starts work that goes on after the answer; `name` appears in the log when it fails. */
export type RunInBackground = typeof runInBackground;
