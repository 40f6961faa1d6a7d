import type { Double } from '../double.ts';
import { hasValidDigits, readBehaviour } from '../resources/cards.ts';
import type { CardInput } from '../resources/make-payment-method.ts';
import { html, type Markup } from './html.ts';
import type { TextKey, Translate } from './texts.ts';

/** What a person typed into the card form; kept as typed so that nothing is lost after a mistake. */
export interface CardForm {
  number: string;
  expiry: string;
  cvc: string;
}

export type CardErrors = Partial<Record<keyof CardForm, TextKey>>;

export const emptyCardForm: CardForm = { number: '', expiry: '', cvc: '' };

/** Reads the card fields of a posted form. */
export function readCardForm(fields: FormData): CardForm {
  const read = (name: string) => String(fields.get(name) ?? '').slice(0, 100);
  return { number: read('number'), expiry: read('expiry'), cvc: read('cvc') };
}

/** Checks the card fields against the double's clock; answers the card or what is wrong with each field. */
export function checkCardForm(double: Double, form: CardForm): { card?: CardInput; errors: CardErrors } {
  const errors: CardErrors = {};
  const number = form.number.replace(/[\s-]/g, '');
  if (number === '') errors.number = 'numberMissing';
  else if (!hasValidDigits(number)) errors.number = 'numberInvalid';
  else if (!readBehaviour(number)) errors.number = 'numberUnknown';
  const match = /^\s*(\d{1,2})\s*[/.-]?\s*(\d{2}|20\d{2})\s*$/.exec(form.expiry);
  const month = Number(match?.[1] ?? 0);
  const year = (Number(match?.[2] ?? 0) % 100) + 2000;
  if (!match || month < 1 || month > 12) errors.expiry = 'expiryInvalid';
  else if (Date.UTC(year, month, 1) / 1000 <= double.clock.now()) errors.expiry = 'expiryPast';
  if (!/^\d{3,4}$/.test(form.cvc.trim())) errors.cvc = 'cvcInvalid';
  if (Object.keys(errors).length > 0) return { errors };
  return { card: { number, month, year }, errors };
}

/** Renders the three card fields with their errors. */
export function renderCardFields(form: CardForm, errors: CardErrors, translate: Translate): Markup {
  return html`${renderField('number', translate('cardNumber'), form.number, 'cc-number', errors.number, translate)}
<div class="pair"><div>${renderField('expiry', translate('expiry'), form.expiry, 'cc-exp', errors.expiry, translate)}</div>
<div>${renderField('cvc', translate('cvc'), form.cvc, 'cc-csc', errors.cvc, translate)}</div></div>`;
}

function renderField(
  name: keyof CardForm,
  label: string,
  value: string,
  autocomplete: string,
  error: TextKey | undefined,
  translate: Translate,
): Markup {
  const hint = name === 'expiry' ? html`<p class="note" id="${name}-hint">${translate('expiryHint')}</p>` : null;
  const described = [hint ? `${name}-hint` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ');
  return html`<label for="${name}">${label}</label>
<input id="${name}" name="${name}" value="${value}" autocomplete="${autocomplete}" inputmode="${name === 'expiry' ? 'text' : 'numeric'}" required${
    error ? html` aria-invalid="true"` : null
  }${described ? html` aria-describedby="${described}"` : null}>
${hint}${error ? html`<p class="error" id="${name}-error">${translate(error)}</p>` : null}`;
}
