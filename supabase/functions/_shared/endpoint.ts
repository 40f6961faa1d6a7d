import { allowSite, answerPreflight } from './cross-origin.ts';
import { logFailure } from './log.ts';
import { Refusal } from './refusal.ts';

export interface EndpointOptions {
  /** For the log. */
  name: string;
  methods: readonly ('GET' | 'POST')[];
  /** The site whose pages may call; null for functions no browser calls. */
  siteUrl: string | null;
}

/** Answers one request; expected refusals are thrown as `Refusal`. */
export type Handler = (request: Request) => Promise<Response>;

/**
 * Wraps a handler into what every function does: methods, the site's origin, refusals as JSON, unexpected errors as 500 with a request
 * id. The caller sees the code; the log keeps the cause.
 */
export function createEndpoint(options: EndpointOptions, handle: Handler): Handler {
  return async (request) => {
    if (request.method === 'OPTIONS' && options.siteUrl) return answerPreflight(options.siteUrl, options.methods);
    const requestId = crypto.randomUUID();
    const answer = await answerSafely(options, handle, request, requestId);
    answer.headers.set('cache-control', 'no-store');
    answer.headers.set('x-request-id', requestId);
    if (options.siteUrl) allowSite(answer.headers, options.siteUrl);
    return answer;
  };
}

async function answerSafely(
  options: EndpointOptions,
  handle: Handler,
  request: Request,
  requestId: string,
): Promise<Response> {
  try {
    if (!options.methods.some((method) => method === request.method)) {
      throw new Refusal('invalid_input', { status: 405 });
    }
    return await handle(request);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal('unexpected', { cause: error });
    if (refusal.status >= 500) logFailure(`${options.name} ${requestId}`, refusal.cause ?? refusal);
    return answerRefusal(refusal, options.methods);
  }
}

function answerRefusal({ code, fields, hint, status }: Refusal, methods: readonly string[]): Response {
  const headers: Record<string, string> = status === 405 ? { allow: methods.join(', ') } : {};
  return Response.json({ error: { code, fields, hint } }, { status, headers });
}
