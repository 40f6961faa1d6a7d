import { type RequestContext, serveHttp, type WebServer } from '../http.ts';
import type { Database } from '../postgres/connect.ts';
import type { Api } from './app.ts';
import { allowOrigin, answerPreflight } from './cross-origin.ts';
import { type FunctionsTarget, isForFunction, proxyFunction } from './functions-proxy.ts';
import { limitMailFrequency } from './mail-frequency.ts';

/** Serves REST, Auth and functions under one address, as the gateway of a hosted project does. */
export function serveApi(options: {
  port: number;
  api: Api;
  sql: Database;
  functions: FunctionsTarget;
  mailFrequency: string;
}): Promise<WebServer> {
  const handle = async (request: Request, context: RequestContext) => {
    if (isForFunction(request)) return proxyFunction(options.functions, request, context);
    if (isPreflight(request)) return answerPreflight(request);
    const refusal = await limitMailFrequency(options.sql, options.mailFrequency, request);
    return allowOrigin(refusal ?? (await options.api.handle(request)));
  };
  return serveHttp('The Supabase API', options.port, handle);
}

function isPreflight(request: Request): boolean {
  return request.method === 'OPTIONS' && request.headers.has('access-control-request-method');
}
