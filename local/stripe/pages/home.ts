import { Hono } from 'hono';
import { advanceClock } from '../advance.ts';
import type { Double } from '../double.ts';
import { formatMoney } from './formats.ts';
import { html, type Markup } from './html.ts';
import { renderPage } from './layout.ts';

const day = 24 * 3600;
const skips = [
  { label: 'Skip 1 hour', seconds: 3600 },
  { label: 'Skip 1 day', seconds: day },
  { label: 'Skip 30 days', seconds: 30 * day },
  { label: 'Skip 1 year', seconds: 365 * day },
];

/** The double's own front page for developers: the clock and what happened lately. */
export function createHomePage(double: Double): Hono {
  const app = new Hono();
  app.get('/', () => renderHome(double));
  app.post('/skip', async (context) => {
    const chosen = skips.find((skip) => String(skip.seconds) === context.req.query('seconds'));
    if (chosen) await advanceClock(double, double.clock.now() + chosen.seconds);
    return new Response(null, { status: 303, headers: { location: '/' } });
  });
  return app;
}

function renderHome(double: Double): Response {
  const { store, clock } = double;
  const buttons = skips.map(
    (skip) =>
      html`<form method="post" action="/skip?seconds=${skip.seconds}"><button type="submit">${skip.label}</button></form>`,
  );
  const body = html`<h1>Stripe double</h1>
<p>A stand-in for Stripe on this machine. No real card is used and no money moves.</p>
<section><h2>Clock</h2><p><time>${writeTime(clock.now())}</time> <span class="soft">(${clock.offset()} s ahead)</span></p><div class="row">${buttons}</div></section>
${renderTable(
  'Invoices',
  ['Number', 'Customer', 'Status', 'Due', 'Total'],
  latest(store.all('invoice')).map((invoice) => [
    invoice.hosted_invoice_url
      ? html`<a href="${new URL(invoice.hosted_invoice_url).pathname}">${invoice.number}</a>`
      : html`${invoice.id.slice(0, 12)}…`,
    html`${invoice.customer_name ?? invoice.customer_email}`,
    html`${invoice.status}`,
    html`${invoice.due_date === null ? '' : writeTime(invoice.due_date).slice(0, 10)}`,
    html`${formatMoney(invoice.total, invoice.currency, 'en')}`,
  ]),
)}
${renderTable(
  'Subscriptions',
  ['Id', 'Customer', 'Status', 'Period ends'],
  latest(store.all('subscription')).map((subscription) => [
    html`${subscription.id}`,
    html`${store.get('customer', subscription.customer)?.name ?? subscription.customer}`,
    html`${subscription.status}${subscription.cancel_at_period_end ? ' (ends)' : ''}`,
    html`${writeTime(subscription.items.data[0]?.current_period_end ?? 0).slice(0, 10)}`,
  ]),
)}
${renderTable(
  'Customers',
  ['Id', 'Name', 'E-mail'],
  latest(store.all('customer')).map((customer) => [
    html`${customer.id}`,
    html`${customer.name}`,
    html`${customer.email}`,
  ]),
)}
${renderTable(
  'Events',
  ['Time', 'Type', 'Delivered'],
  latest(store.all('event')).map((event) => [
    html`${writeTime(event.created)}`,
    html`${event.type}`,
    html`${event.pending_webhooks === 0 ? 'yes' : 'not yet'}`,
  ]),
)}`;
  return renderPage({ locale: 'en', title: 'Stripe double', body });
}

function renderTable(title: string, heads: string[], rows: Markup[][]): Markup {
  if (rows.length === 0) return html`<section><h2>${title}</h2><p class="soft">None yet.</p></section>`;
  return html`<section><h2>${title}</h2><div class="scroll" role="region" aria-label="${title}" tabindex="0"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div></section>`;
}

function latest<Item>(items: Item[]): Item[] {
  return items.slice(-50).toReversed();
}

function writeTime(moment: number): string {
  return new Date(moment * 1000).toISOString().replace('T', ' ').slice(0, 19);
}
