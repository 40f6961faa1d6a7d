import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { refuse } from '../errors.ts';
import { emitEvent } from '../events.ts';
import { makeId } from '../identifiers.ts';
import { wrapList } from '../list.ts';
import { mergeMetadata } from '../metadata.ts';
import type { Collections } from '../store.ts';
import type { Wire } from '../wire.ts';
import { creditLines, shareTax, sumTaxes } from './credit-note-lines.ts';
import { changeBalance } from './customer-balance.ts';
import { findObject } from './find.ts';
import { settleInvoice } from './invoice-settle.ts';
import { cancelPayment, findPayment } from './make-payment-intent.ts';
import { refuseUnsupported } from './unsupported.ts';

type CreditNote = Collections['credit_note'];
type Invoice = Collections['invoice'];
type Params = Wire<Stripe.CreditNoteCreateParams>;

/** Credits a finalised invoice: lowers what is due on an open one; what was paid of it becomes credit or is recorded as repaid. */
export function createCreditNote(double: Double, params: Params): CreditNote {
  refuseUnsupported(params, ['refunds', 'shipping_cost', 'refund_amount', 'effective_at']);
  const invoice = findObject(double, 'invoice', params.invoice, 'invoice');
  if (invoice.status !== 'open' && invoice.status !== 'paid' && invoice.status !== 'uncollectible') {
    refuse(`You can only create credit notes for open or paid invoices. This invoice is ${invoice.status}.`, {
      code: 'invoice_not_editable',
      param: 'invoice',
    });
  }
  if ((params.amount === undefined) === (params.lines === undefined)) {
    refuse('One of `amount`, `lines`, or `shipping_cost` must be provided.', {
      code: 'parameter_missing',
      param: 'amount',
    });
  }
  const lines = params.lines ? creditLines(invoice, params.lines) : undefined;
  const amount = readAmount(invoice, lines ? totalOf(lines) : (params.amount ?? 0));
  const before = invoice.status === 'paid' ? 0 : Math.min(amount, invoice.amount_remaining);
  const after = amount - before;
  const given = (params.credit_amount ?? 0) + (params.out_of_band_amount ?? 0);
  if (given !== after) {
    refuse(
      `The sum of credit amount and out of band amount (${given}) must equal the post payment amount of the credit note (${after}).`,
      { param: 'amount' },
    );
  }
  const note = makeCreditNote(double, invoice, params, { amount, before, after, lines });
  if (params.credit_amount) {
    const customer = findObject(double, 'customer', invoice.customer ?? '');
    const entry = changeBalance(double, customer, -params.credit_amount, 'credit_note', invoice.currency, invoice.id);
    entry.credit_note = note.id;
    note.customer_balance_transaction = entry.id;
  }
  double.store.put('credit_note', note);
  invoice.pre_payment_credit_notes_amount += before;
  invoice.post_payment_credit_notes_amount += after;
  emitEvent(double, 'credit_note.created', note);
  if (before > 0) lowerDue(double, invoice, before);
  return note;
}

function totalOf(lines: NonNullable<ReturnType<typeof creditLines>>): number {
  return lines.reduce(
    (sum, line) => sum + line.amount + (line.taxes ?? []).reduce((tax, { amount }) => tax + amount, 0),
    0,
  );
}

function readAmount(invoice: Invoice, amount: number): number {
  const limit = invoice.total - invoice.pre_payment_credit_notes_amount - invoice.post_payment_credit_notes_amount;
  if (amount > 0 && amount <= limit) return amount;
  refuse(`The credit note amount must be between 1 and ${limit}.`, {
    code: 'parameter_invalid_integer',
    param: 'amount',
  });
}

function lowerDue(double: Double, invoice: Invoice, amount: number): void {
  const previous = { amount_remaining: invoice.amount_remaining, amount_due: invoice.amount_due };
  invoice.amount_remaining -= amount;
  invoice.amount_due -= amount;
  const open = findPayment(double, invoice.id);
  if (invoice.amount_remaining === 0) {
    cancelPayment(double, invoice.id);
    settleInvoice(double, invoice, { amount: 0 });
    return;
  }
  if (open) {
    open.intent.amount = invoice.amount_remaining;
    open.payment.amount_requested = invoice.amount_remaining;
  }
  emitEvent(double, 'invoice.updated', invoice, previous);
}

function makeCreditNote(
  double: Double,
  invoice: Invoice,
  params: Params,
  amounts: { amount: number; before: number; after: number; lines: CreditNote['lines']['data'] | undefined },
): CreditNote {
  const { amount, before, after } = amounts;
  const id = makeId('cn', 24);
  const now = double.clock.now();
  const count = double.store.all('credit_note').filter((note) => note.invoice === invoice.id).length + 1;
  const taxes = amounts.lines
    ? sumTaxes(amounts.lines.flatMap((line) => line.taxes ?? []))
    : (invoice.total_taxes ?? []).map((tax) => shareTax(tax, amount, invoice.total));
  const net = amount - taxes.reduce((total, tax) => total + tax.amount, 0);
  return {
    id,
    object: 'credit_note',
    amount,
    amount_shipping: 0,
    created: now,
    currency: invoice.currency,
    customer: invoice.customer ?? '',
    customer_account: null,
    customer_balance_transaction: null,
    discount_amount: 0,
    discount_amounts: [],
    effective_at: now,
    invoice: invoice.id,
    // A credit note of an amount has no lines.
    lines: wrapList(amounts.lines ?? [], `/v1/credit_notes/${id}/lines`),
    livemode: false,
    memo: params.memo ?? null,
    metadata: mergeMetadata({}, params.metadata),
    number: `${invoice.number}-CN-${String(count).padStart(2, '0')}`,
    out_of_band_amount: params.out_of_band_amount ?? null,
    pdf: `${invoice.hosted_invoice_url}/pdf`,
    post_payment_amount: after,
    pre_payment_amount: before,
    pretax_credit_amounts: [],
    reason: params.reason ?? null,
    refunds: [],
    shipping_cost: null,
    status: 'issued',
    subtotal: net,
    subtotal_excluding_tax: net,
    total: amount,
    total_excluding_tax: net,
    total_taxes: taxes,
    type: before > 0 && after > 0 ? 'mixed' : before > 0 ? 'pre_payment' : 'post_payment',
    voided_at: null,
  };
}
