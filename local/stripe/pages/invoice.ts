import { Hono } from 'hono';
import type { Double } from '../double.ts';
import { chargeInvoice } from '../resources/invoice-charge.ts';
import { findPayment } from '../resources/make-payment-intent.ts';
import { makeCardMethod } from '../resources/make-payment-method.ts';
import type { Collections } from '../store.ts';
import { checkCardForm, emptyCardForm, readCardForm } from './card-form.ts';
import { html } from './html.ts';
import { renderInvoicePdf } from './invoice-pdf.ts';
import { renderInvoice } from './invoice-view.ts';
import { renderPage } from './layout.ts';
import { renderNotFound } from './not-found.ts';
import { chooseLocale, createTexts, type Locale } from './texts.ts';

type Invoice = Collections['invoice'];

/** Stripe's hosted page of an invoice: `/i/<token>`, its PDF, and paying it there. */
export function createInvoicePages(double: Double): Hono {
  const app = new Hono();
  const find = (token: string): Invoice | undefined =>
    double.store.get('invoice', double.store.get('invoice_token', token)?.invoice ?? '');

  app.get('/:token', (context) => {
    const token = context.req.param('token');
    const invoice = find(token);
    if (!invoice) return renderNotFound();
    return renderInvoice(double, invoice, {
      token,
      locale: readLocale(double, invoice),
      form: emptyCardForm,
      errors: {},
    });
  });
  app.get('/:token/pdf', (context) => {
    const invoice = find(context.req.param('token'));
    return invoice ? renderInvoicePdf(double, invoice, readLocale(double, invoice)) : renderNotFound();
  });
  app.post('/:token/pay', async (context) => {
    const token = context.req.param('token');
    const invoice = find(token);
    if (!invoice) return renderNotFound();
    if (invoice.status !== 'open') return redirect(`/i/${token}`);
    const view = { token, locale: readLocale(double, invoice), form: readCardForm(await context.req.formData()) };
    const { card, errors } = checkCardForm(double, view.form);
    if (!card) return renderInvoice(double, invoice, { ...view, errors });
    const method = makeCardMethod(double, card);
    const outcome = chargeInvoice(double, invoice, method, 'present');
    // The intent forgets a declined method; one that waits for its owner is remembered until the next step.
    if (outcome.result === 'authentication_required') return redirect(`/i/${token}/authenticate`);
    if (outcome.result === 'declined')
      return renderInvoice(double, invoice, { ...view, errors: { number: 'declined' } });
    return redirect(`/i/${token}`);
  });
  app.get('/:token/authenticate', (context) => {
    const token = context.req.param('token');
    const invoice = find(token);
    if (!invoice) return renderNotFound();
    if (findPayment(double, invoice.id)?.intent.status !== 'requires_action') return redirect(`/i/${token}`);
    return renderAuthentication(token, readLocale(double, invoice));
  });
  app.post('/:token/authenticate', async (context) => {
    const token = context.req.param('token');
    const invoice = find(token);
    if (!invoice) return renderNotFound();
    const intent = findPayment(double, invoice.id)?.intent;
    const method = double.store.get('payment_method', intent?.payment_method ?? '');
    if (intent?.status !== 'requires_action' || !method) return redirect(`/i/${token}`);
    const isComplete = (await context.req.formData()).get('outcome') === 'complete';
    const outcome = chargeInvoice(double, invoice, method, isComplete ? 'authenticated' : 'away');
    if (outcome.result === 'paid') return redirect(`/i/${token}`);
    const alert = isComplete ? 'declined' : 'authenticationFailed';
    const locale = readLocale(double, invoice);
    return renderInvoice(double, invoice, { token, locale, form: emptyCardForm, errors: {}, alert });
  });
  return app;
}

function renderAuthentication(token: string, locale: Locale): Response {
  const translate = createTexts(locale);
  const body = html`<h1>${translate('authenticateTitle')}</h1><p>${translate('authenticateNote')}</p>
<form class="card" method="post" action="/i/${token}/authenticate">
<button name="outcome" value="complete" type="submit">${translate('completeAuthentication')}</button>
<button class="plain" name="outcome" value="fail" type="submit">${translate('failAuthentication')}</button></form>`;
  return renderPage({ locale, title: translate('authenticateTitle'), body });
}

function readLocale(double: Double, invoice: Invoice): Locale {
  return chooseLocale(null, double.store.get('customer', invoice.customer ?? '')?.preferred_locales);
}

function redirect(target: string): Response {
  return new Response(null, { status: 303, headers: { location: target } });
}
