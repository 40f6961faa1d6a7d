const exposed = 'Content-Range, Content-Location, Preference-Applied, X-Sb-Error-Code, X-Supabase-Api-Version';

/** Answers a browser's question before a cross-origin request, as the gateway of a hosted project does. */
export function answerPreflight(request: Request): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, PUT, PATCH, POST, DELETE, OPTIONS',
      'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? '*',
      'access-control-max-age': '3600',
    },
  });
}

/** Lets the site's pages read an answer; the embedded API forgets that on some errors. */
export function allowOrigin(answer: Response): Response {
  const headers = new Headers(answer.headers);
  headers.set('access-control-allow-origin', '*');
  headers.set('access-control-expose-headers', exposed);
  headers.delete('access-control-allow-credentials');
  return new Response(answer.body, { status: answer.status, headers });
}
