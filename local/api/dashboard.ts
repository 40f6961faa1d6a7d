import { readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App } from '@supabase/lite';
import { serveHttp, type WebServer } from '../http.ts';
import { auth, keys } from '../settings.ts';
import { closeConnection, openConnection } from './app.ts';

const types: Record<string, string> = {
  '.css': 'text/css',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** Serves the dashboard in which support staff read and edit tables; it acts as service_role and only for this machine. */
export async function serveDashboard(options: { port: number; databaseUrl: string }): Promise<WebServer> {
  const connection = openConnection(options.databaseUrl, 4);
  const app = new App({
    connection,
    api: { schemas: ['public', 'service', 'support', 'private'] },
    auth: { enabled: true, jwt_secret: auth.jwtSecret, publishable_key: keys.publishable, secret_key: keys.secret },
    studio: { enabled: true },
    options: { server: { admin: true } },
  });
  await app.init();
  const folder = join(dirname(fileURLToPath(import.meta.resolve('@supabase/lite'))), 'static');
  const server = await serveHttp('The database dashboard', options.port, async (request, context) => {
    const { pathname } = new URL(request.url);
    // Embedded, the package answers HTML for its own files, so they are served from its folder here.
    if (pathname.startsWith('/static/')) return serveFile(folder, pathname.slice('/static/'.length));
    return app.fetch(request, context);
  });
  return {
    url: server.url,
    close: async () => {
      await server.close();
      await closeConnection(connection);
    },
  };
}

async function serveFile(folder: string, path: string): Promise<Response> {
  const file = join(folder, decodeURIComponent(path));
  if (!file.startsWith(folder)) return new Response('Not found', { status: 404 });
  try {
    const content = new Uint8Array(await readFile(file));
    return new Response(content, { headers: { 'content-type': types[extname(file)] ?? 'application/octet-stream' } });
  } catch {
    return new Response('Not found', { status: 404 });
  }
}
