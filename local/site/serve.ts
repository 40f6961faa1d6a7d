import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { serveHttp, type WebServer } from '../http.ts';
import { chooseCaching, findContentType, isCompressible, securityHeaders } from './headers.ts';

interface Entry {
  content: Buffer<ArrayBuffer>;
  compressed: Buffer<ArrayBuffer> | undefined;
  tag: string;
  modified: number;
}

/** Serves a built site on 127.0.0.1 as a static host would: directory index, trailing slash, the 404 page. */
export function serveSite(options: { port: number; directory: string }): Promise<WebServer> {
  const cache = new Map<string, Entry>();
  return serveHttp('The site', options.port, (request) => answer(request, options.directory, cache));
}

function answer(request: Request, directory: string, cache: Map<string, Entry>): Response {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response('Method not allowed', { status: 405, headers: { ...securityHeaders, allow: 'GET, HEAD' } });
  }
  const { pathname, search } = new URL(request.url);
  const found = findFile(directory, pathname);
  if (found === 'add-slash') {
    return new Response(null, { status: 308, headers: { ...securityHeaders, location: `${pathname}/${search}` } });
  }
  if (found) return sendFile(request, found, pathname, 200, cache);
  const missing = join(directory, '404.html');
  if (existsSync(missing)) return sendFile(request, missing, pathname, 404, cache);
  return new Response('Not found', { status: 404, headers: securityHeaders });
}

/** The file for a path; `add-slash` when the path is a folder asked for without its slash. */
function findFile(directory: string, pathname: string): string | 'add-slash' | undefined {
  const path = decodePath(pathname);
  // Two slashes at the start would make the redirect point to another host; dot files are not part of the site.
  if (path === undefined || path.startsWith('//') || /(^|\/)\./.test(path)) return undefined;
  const file = normalize(join(directory, path));
  if (!file.startsWith(normalize(directory)) || !existsSync(file)) return undefined;
  if (statSync(file).isFile()) return path.endsWith('/') ? undefined : file;
  const index = join(file, 'index.html');
  if (!existsSync(index)) return undefined;
  return path.endsWith('/') ? index : 'add-slash';
}

function decodePath(pathname: string): string | undefined {
  try {
    const path = decodeURIComponent(pathname);
    return path.includes('\0') ? undefined : path;
  } catch {
    return undefined;
  }
}

function sendFile(
  request: Request,
  file: string,
  pathname: string,
  status: number,
  cache: Map<string, Entry>,
): Response {
  const entry = readEntry(file, cache);
  const headers = new Headers({
    ...securityHeaders,
    'content-type': findContentType(file),
    'cache-control': status === 200 ? chooseCaching(pathname) : 'no-cache',
    etag: entry.tag,
  });
  if (entry.compressed) headers.set('vary', 'accept-encoding');
  if (status === 200 && request.headers.get('if-none-match') === entry.tag)
    return new Response(null, { status: 304, headers });
  const zip = entry.compressed && /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
  const body = zip && entry.compressed ? entry.compressed : entry.content;
  if (zip) headers.set('content-encoding', 'gzip');
  headers.set('content-length', String(body.byteLength));
  return new Response(request.method === 'HEAD' ? null : body, { status, headers });
}

function readEntry(file: string, cache: Map<string, Entry>): Entry {
  const modified = statSync(file).mtimeMs;
  const known = cache.get(file);
  if (known?.modified === modified) return known;
  const content = Buffer.from(readFileSync(file));
  const entry: Entry = {
    content,
    compressed: isCompressible(file) ? Buffer.from(gzipSync(content, { level: 9 })) : undefined,
    tag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 20)}"`,
    modified,
  };
  cache.set(file, entry);
  return entry;
}
