import type { APIRoute } from 'astro';

/** Search engines may read everything; what is worth finding stands in the sitemap, one-off pages say noindex themselves. */
export const GET: APIRoute = ({ site }) =>
  new Response(`User-agent: *\nDisallow: /auth/\n\nSitemap: ${new URL('/sitemap.xml', site)}\n`);
