import type { APIRoute } from 'astro';
import { defaultLocale, enabledLocales } from '../i18n/locales.ts';
import { publicPages } from '../lib/public-pages.ts';

/** Every public page in every language, with its twins. */
export const GET: APIRoute = ({ site }) => {
  const entries = publicPages.flatMap((page) => {
    const links = enabledLocales.map((twin) => writeLink(twin, new URL(page(twin), site)));
    const alternates = [...links, writeLink('x-default', new URL(page(defaultLocale), site))].join('');
    return enabledLocales.map((locale) => `<url><loc>${new URL(page(locale), site)}</loc>${alternates}</url>`);
  });
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${entries.join('')}</urlset>`;
  return new Response(body, { headers: { 'content-type': 'application/xml' } });
};

function writeLink(language: string, address: URL): string {
  return `<xhtml:link rel="alternate" hreflang="${language}" href="${address}"/>`;
}
