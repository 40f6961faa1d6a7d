import { html } from './html.ts';
import { renderPage } from './layout.ts';
import { createTexts } from './texts.ts';

/** The page for addresses that lead nowhere, with status 404. */
export function renderNotFound(): Response {
  const translate = createTexts('en');
  const body = html`<h1>${translate('notFoundTitle')}</h1><p>${translate('notFound')}</p>`;
  return renderPage({ locale: 'en', title: translate('notFoundTitle'), body, status: 404 });
}
