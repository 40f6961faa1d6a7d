const headersOfTheSite = 'authorization, apikey, content-type, x-client-info';

/** Answers a browser's question before a cross-origin request. */
export function answerPreflight(siteUrl: string, methods: readonly string[]): Response {
  const headers = new Headers({
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': headersOfTheSite,
    'access-control-max-age': '3600',
  });
  allowSite(headers, siteUrl);
  return new Response(null, { status: 204, headers });
}

/** Lets the pages of the site, and no others, read an answer. */
export function allowSite(headers: Headers, siteUrl: string): void {
  headers.set('access-control-allow-origin', new URL(siteUrl).origin);
  headers.set('access-control-expose-headers', 'x-request-id');
  headers.append('vary', 'origin');
}
