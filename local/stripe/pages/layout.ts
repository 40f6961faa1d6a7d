import { html, type Markup } from './html.ts';
import { style } from './style.ts';

/** The frame of every page of the double. */
export function renderPage(parts: { locale: 'fi' | 'en'; title: string; body: Markup; status?: number }): Response {
  const page = html`<!doctype html>
<html lang="${parts.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${parts.title}</title>
<link rel="icon" href="data:,">
<style>${{ markup: style }}</style>
</head>
<body><main>${parts.body}</main></body>
</html>`;
  return new Response(page.markup, { status: parts.status ?? 200, headers: pageHeaders });
}

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
