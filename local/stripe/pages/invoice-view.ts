import type { Double } from '../double.ts';
import { describeFunding } from '../resources/funding.ts';
import type { Collections } from '../store.ts';
import { type CardErrors, type CardForm, renderCardFields } from './card-form.ts';
import { formatDate, formatMoney } from './formats.ts';
import { html, type Markup } from './html.ts';
import { renderPage } from './layout.ts';
import { createTexts, type Locale, type TextKey, type Translate } from './texts.ts';

type Invoice = Collections['invoice'];

interface View {
  token: string;
  locale: Locale;
  form: CardForm;
  errors: CardErrors;
  alert?: TextKey;
}

/** Renders the page of an invoice: what it is for, what it costs, and how to pay it. */
export function renderInvoice(double: Double, invoice: Invoice, view: View): Response {
  const translate = createTexts(view.locale);
  const title = translate('invoiceFrom', { seller: double.sellerName });
  const isOpen = invoice.status === 'open';
  const types = invoice.payment_settings.payment_method_types;
  const body = html`<p class="soft">${double.sellerName}</p><h1>${translate('invoice')} ${invoice.number}</h1>
${invoice.status === 'paid' ? html`<p class="done" role="status">${translate('thanks')}</p>` : null}
${view.alert ? html`<p class="alert" role="alert">${translate(view.alert)}</p>` : null}
${renderFacts(invoice, view.locale, translate)}
${renderLines(invoice, view.locale, translate)}
<p><a href="/i/${view.token}/pdf">${translate('download')}</a></p>
${isOpen && (types === null || types.includes('card')) ? renderCardPayment(invoice, view, translate) : null}
${isOpen && (types === null || types.includes('customer_balance')) ? renderTransfer(double, invoice, translate) : null}
<p class="note">${translate('testNote')}</p>`;
  const status = Object.keys(view.errors).length > 0 ? 422 : 200;
  return renderPage({ locale: view.locale, title, body, status });
}

function renderFacts(invoice: Invoice, locale: Locale, translate: Translate): Markup {
  const status = translate(`status.${invoice.status ?? 'draft'}` as TextKey);
  return html`<section><dl><dt>${translate('number')}</dt><dd>${invoice.number}</dd>
<dt>${translate('billedTo')}</dt><dd>${invoice.customer_name ?? invoice.customer_email}</dd>
<dt>${translate('issued')}</dt><dd>${formatDate(invoice.effective_at, locale)}</dd>
<dt>${translate('due')}</dt><dd>${formatDate(invoice.due_date, locale)}</dd>
<dt>${translate('status')}</dt><dd>${status}</dd></dl></section>`;
}

function renderLines(invoice: Invoice, locale: Locale, translate: Translate): Markup {
  const money = (amount: number) => formatMoney(amount, invoice.currency, locale);
  const rows = invoice.lines.data.map(
    (line) => html`<tr><td>${line.description}</td><td class="number">${money(line.amount)}</td></tr>`,
  );
  const taxes = invoice.total_taxes ?? [];
  const sum = (label: string, amount: number) =>
    html`<tr><th scope="row">${label}</th><td class="number">${money(amount)}</td></tr>`;
  const isReverse = taxes.some((tax) => tax.taxability_reason === 'reverse_charge');
  return html`<section><div class="scroll"><table>
<thead><tr><th scope="col">${translate('description')}</th><th scope="col" class="number">${translate('amount')}</th></tr></thead>
<tbody>${rows}</tbody><tfoot>${sum(translate('subtotal'), invoice.total_excluding_tax ?? invoice.subtotal)}
${taxes.map((tax) => sum(translate('tax'), tax.amount))}${sum(translate('total'), invoice.total)}
${invoice.amount_paid > 0 ? sum(translate('paid'), invoice.amount_paid) : null}
${sum(translate('amountDue'), invoice.amount_remaining)}</tfoot></table></div>
${isReverse ? html`<p>${translate('reverseCharge')}</p>` : null}</section>`;
}

function renderCardPayment(invoice: Invoice, view: View, translate: Translate): Markup {
  const amount = formatMoney(invoice.amount_remaining, invoice.currency, view.locale);
  return html`<form class="card" method="post" action="/i/${view.token}/pay" novalidate>
<h2>${translate('payByCard')}</h2>${renderCardFields(view.form, view.errors, translate)}
<button class="wide" type="submit">${translate('pay', { amount })}</button></form>`;
}

function renderTransfer(double: Double, invoice: Invoice, translate: Translate): Markup {
  const heading = html`<h2>${translate('payByTransfer')}</h2>`;
  if (invoice.currency !== 'eur') return html`<section>${heading}<p>${translate('noTransfer')}</p></section>`;
  const country =
    invoice.payment_settings.payment_method_options?.customer_balance?.bank_transfer?.eu_bank_transfer?.country;
  const { iban } = describeFunding(double, invoice.customer ?? '', country).bank_transfer.financial_addresses[0] ?? {};
  return html`<section>${heading}<dl><dt>${translate('recipient')}</dt><dd>${iban?.account_holder_name}</dd>
<dt>${translate('iban')}</dt><dd>${iban?.iban}</dd><dt>${translate('bic')}</dt><dd>${iban?.bic}</dd>
<dt>${translate('reference')}</dt><dd>${invoice.number}</dd></dl><p class="note">${translate('transferNote')}</p></section>`;
}
