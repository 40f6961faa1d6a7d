import { setTimeout } from 'node:timers/promises';
import type { RequestContext } from '../http.ts';

/** Where the functions listen; `whenReady` waits while they restart after a change. */
export interface FunctionsTarget {
  url: string;
  whenReady(): Promise<void>;
  /** True when the functions are stopping or dead, and requests in flight may end badly. */
  isStopping(): boolean;
}

const prefix = '/functions/v1';

/** Headers that belong to one connection, not to the message. */
const connectionHeaders = [
  'connection',
  'host',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'content-length',
  'expect',
];

/**
 * Hands a request for `/functions/v1/<name>` to the functions' process. Body and headers pass unchanged, so that signatures
 * over the raw body stay valid.
 */
export async function proxyFunction(
  target: FunctionsTarget,
  request: Request,
  context: RequestContext,
): Promise<Response> {
  await target.whenReady();
  const { pathname, search } = new URL(request.url);
  const headers = new Headers(request.headers);
  for (const name of connectionHeaders) headers.delete(name);
  // The answer is handed on as it comes; compressed, it would have to be unpacked on the way.
  headers.set('accept-encoding', 'identity');
  headers.set('x-forwarded-for', [headers.get('x-forwarded-for'), context.peerAddress].filter(Boolean).join(', '));
  headers.set('x-forwarded-proto', 'http');
  try {
    const answer = await fetch(`${target.url}${pathname.slice(prefix.length)}${search}`, {
      method: request.method,
      headers,
      body: request.body,
      redirect: 'manual',
      duplex: 'half',
      signal: request.signal,
    } as RequestInit);
    return new Response(answer.body, { status: answer.status, headers: answer.headers });
  } catch (error) {
    // When the process has died, that is said elsewhere, in a moment.
    await setTimeout(100);
    if (request.signal.aborted || target.isStopping()) return new Response(null, { status: 503 });
    console.error(`functions: ${pathname} could not be reached: ${error instanceof Error ? error.message : error}`);
    return Response.json({ code: 'BOOT_ERROR', message: 'Function failed to start' }, { status: 503, headers: cors });
  }
}

const cors = { 'access-control-allow-origin': '*' };

/** True for requests that belong to a function. */
export function isForFunction(request: Request): boolean {
  return new URL(request.url).pathname.startsWith(`${prefix}/`);
}
