import { type ServerType, serve } from '@hono/node-server';
import { describeError, Problem } from './problem.ts';

export interface WebServer {
  url: string;
  close(): Promise<void>;
}

/** What a handler may know of a request beyond itself. */
export interface RequestContext {
  /** Address of the other end of the socket. */
  peerAddress: string | null;
}

/**
 * Serves a fetch handler on 127.0.0.1.
 * @throws Problem that names the part when the port cannot be opened.
 */
export function serveHttp(
  part: string,
  port: number,
  handle: (request: Request, context: RequestContext) => Response | Promise<Response>,
): Promise<WebServer> {
  return new Promise((resolve, reject) => {
    const server: ServerType = serve(
      {
        fetch: (request, bindings) =>
          handle(request, {
            peerAddress: 'incoming' in bindings ? (bindings.incoming.socket.remoteAddress ?? null) : null,
          }),
        port,
        hostname: '127.0.0.1',
        overrideGlobalObjects: false,
      },
      () => resolve({ url: `http://127.0.0.1:${port}`, close: () => closeServer(server) }),
    );
    server.once('error', (error: unknown) =>
      reject(new Problem(`${part} did not start on port ${port}: ${describeError(error)}`)),
    );
  });
}

function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
