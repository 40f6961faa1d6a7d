import { Hono } from 'hono';
import type { Double } from '../double.ts';
import { completeSession } from '../resources/complete-session.ts';
import { findBehaviour, makeCardMethod } from '../resources/make-payment-method.ts';
import { failSetupIntent } from '../resources/setup-intents.ts';
import type { Collections } from '../store.ts';
import {
  type CardErrors,
  type CardForm,
  checkCardForm,
  emptyCardForm,
  readCardForm,
  renderCardFields,
} from './card-form.ts';
import { html } from './html.ts';
import { renderPage } from './layout.ts';
import { renderNotFound } from './not-found.ts';
import { chooseLocale, createTexts, type Locale, type TextKey } from './texts.ts';

type Session = Collections['checkout.session'];

/** Stripe's hosted page where a person saves a card: `/c/<session>`. */
export function createCheckoutPages(double: Double): Hono {
  const app = new Hono();
  app.get('/:session', (context) => {
    const session = double.store.get('checkout.session', context.req.param('session'));
    if (!session) return renderNotFound();
    return session.status === 'open' ? renderForm(double, session, emptyCardForm, {}) : renderClosed(double, session);
  });
  app.post('/:session', async (context) => {
    const session = double.store.get('checkout.session', context.req.param('session'));
    if (!session) return renderNotFound();
    if (session.status !== 'open') return redirectOrExplain(double, session);
    const form = readCardForm(await context.req.formData());
    const { card, errors } = checkCardForm(double, form);
    if (!card) return renderForm(double, session, form, errors);
    return saveCard(double, session, form, makeCardMethod(double, card));
  });
  app.get('/:session/authenticate', (context) => {
    const session = double.store.get('checkout.session', context.req.param('session'));
    if (!session) return renderNotFound();
    if (session.status !== 'open') return renderClosed(double, session);
    return findIntent(double, session)?.status === 'requires_action'
      ? renderAuthentication(double, session)
      : renderForm(double, session, emptyCardForm, {});
  });
  app.post('/:session/authenticate', async (context) => {
    const session = double.store.get('checkout.session', context.req.param('session'));
    const intent = session && findIntent(double, session);
    if (!session || !intent) return renderNotFound();
    if (session.status !== 'open') return redirectOrExplain(double, session);
    const fields = await context.req.formData();
    if (intent.status !== 'requires_action' || !intent.payment_method)
      return renderForm(double, session, emptyCardForm, {});
    if (fields.get('outcome') === 'complete') {
      completeSession(double, session, intent.payment_method);
      return redirectOrExplain(double, session);
    }
    failSetupIntent(double, intent, 'setup_intent_authentication_failure', 'The authentication failed.');
    return renderForm(double, session, emptyCardForm, {}, 'authenticationFailed');
  });
  return app;
}

function saveCard(double: Double, session: Session, form: CardForm, method: Collections['payment_method']): Response {
  const intent = findIntent(double, session);
  const behaviour = findBehaviour(double, method.id);
  if (!intent) return renderNotFound();
  if (behaviour.saveDecline) {
    failSetupIntent(double, intent, 'card_declined', 'Your card was declined.');
    return renderForm(double, session, form, { number: 'declined' });
  }
  if (!behaviour.needsAuthentication) {
    completeSession(double, session, method.id);
    return redirectOrExplain(double, session);
  }
  intent.status = 'requires_action';
  intent.payment_method = method.id;
  intent.next_action = {
    redirect_to_url: { return_url: session.success_url, url: `${double.baseUrl}/c/${session.id}/authenticate` },
    type: 'redirect_to_url',
  };
  double.store.touch();
  return redirect(`/c/${session.id}/authenticate`);
}

function renderForm(double: Double, session: Session, form: CardForm, errors: CardErrors, alert?: TextKey): Response {
  const locale = readLocale(double, session);
  const translate = createTexts(locale);
  const body = html`<p class="soft">${double.sellerName}</p>
<h1>${translate('saveTitle')}</h1><p>${translate('saveNote')}</p>
${alert ? html`<p class="alert" role="alert">${translate(alert)}</p>` : null}
<form class="card" method="post" action="/c/${session.id}" novalidate>
${renderCardFields(form, errors, translate)}
<button class="wide" type="submit">${translate('saveCard')}</button></form>
<p class="note">${translate('testNote')}</p>
${session.cancel_url ? html`<p><a href="${session.cancel_url}">${translate('back', { seller: double.sellerName })}</a></p>` : null}`;
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return renderPage({ locale, title: `${translate('saveTitle')} – ${double.sellerName}`, body, status });
}

function renderAuthentication(double: Double, session: Session): Response {
  const locale = readLocale(double, session);
  const translate = createTexts(locale);
  const body = html`<p class="soft">${double.sellerName}</p>
<h1>${translate('authenticateTitle')}</h1><p>${translate('authenticateNote')}</p>
<form class="card" method="post" action="/c/${session.id}/authenticate">
<button name="outcome" value="complete" type="submit">${translate('completeAuthentication')}</button>
<button class="plain" name="outcome" value="fail" type="submit">${translate('failAuthentication')}</button></form>`;
  return renderPage({ locale, title: translate('authenticateTitle'), body });
}

function renderClosed(double: Double, session: Session): Response {
  const locale = readLocale(double, session);
  const translate = createTexts(locale);
  const isComplete = session.status === 'complete';
  const target = isComplete ? fillSuccessUrl(session) : session.cancel_url;
  const body = html`<h1>${translate('sessionGoneTitle')}</h1>
<p>${translate(isComplete ? 'sessionComplete' : 'sessionExpired')}</p>
${target ? html`<p><a href="${target}">${translate('back', { seller: double.sellerName })}</a></p>` : null}`;
  return renderPage({ locale, title: translate('sessionGoneTitle'), body });
}

/** A second click on the button must end where the first one did. */
function redirectOrExplain(double: Double, session: Session): Response {
  const target = session.status === 'complete' ? fillSuccessUrl(session) : undefined;
  return target ? redirect(target) : renderClosed(double, session);
}

function fillSuccessUrl(session: Session): string | undefined {
  return session.success_url?.replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}

function redirect(target: string): Response {
  return new Response(null, { status: 303, headers: { location: target } });
}

function findIntent(double: Double, session: Session): Collections['setup_intent'] | undefined {
  return double.store.get('setup_intent', session.setup_intent ?? '');
}

function readLocale(double: Double, session: Session): Locale {
  return chooseLocale(session.locale, double.store.get('customer', session.customer ?? '')?.preferred_locales);
}
