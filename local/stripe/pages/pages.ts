import { Hono } from 'hono';
import type { Double } from '../double.ts';
import { createCheckoutPages } from './checkout.ts';
import { createHomePage } from './home.ts';
import { createInvoicePages } from './invoice.ts';
import { renderNotFound } from './not-found.ts';

/** All pages for people: the front page, the checkout and the invoices. */
export function createPages(double: Double): Hono {
  const app = new Hono();
  app.route('/', createHomePage(double));
  app.route('/c', createCheckoutPages(double));
  app.route('/i', createInvoicePages(double));
  app.all('*', () => renderNotFound());
  return app;
}
