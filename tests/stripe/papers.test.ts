import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCustomer, createOpenInvoice } from './support/factories.ts';
import { readRefusal } from './support/refusal.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

const preview = (details: Stripe.InvoiceCreatePreviewParams.CustomerDetails) =>
  stack.stripe.invoices.createPreview({
    currency: 'eur',
    automatic_tax: { enabled: true },
    customer_details: details,
    invoice_items: [{ amount: 10_000, currency: 'eur', tax_behavior: 'exclusive', description: 'CPS' }],
  });

test.each([
  [{ address: { country: 'FI' } }, 12_550, 'standard_rated'],
  [
    { address: { country: 'DE' }, tax_ids: [{ type: 'eu_vat' as const, value: 'DE123456789' }] },
    10_000,
    'reverse_charge',
  ],
])('a preview for somebody who is no customer yet reckons the tax of the place', async (details, total, reason) => {
  const before = (await stack.stripe.customers.list({ limit: 100 })).data.length;
  const invoice = await preview(details);
  expect(invoice.total).toBe(total);
  expect(invoice.total_taxes).toMatchObject([{ taxability_reason: reason }]);
  expect((await stack.stripe.customers.list({ limit: 100 })).data).toHaveLength(before);
});

test('a preview with a VAT number of no form is refused', async () => {
  const refusal = await readRefusal(
    preview({ address: { country: 'DE' }, tax_ids: [{ type: 'eu_vat', value: 'DE1' }] }),
  );
  expect(refusal).toMatchObject({ code: 'tax_id_invalid' });
});

const wholeLines = (invoice: Stripe.Invoice): Stripe.CreditNoteCreateParams.Line[] =>
  invoice.lines.data.map(({ id, quantity }) => ({
    type: 'invoice_line_item',
    invoice_line_item: id,
    quantity: quantity ?? 1,
  }));

test('a credit note of all lines of an open invoice takes it back with its taxes', async () => {
  const customer = await createCustomer(stack);
  const invoice = await createOpenInvoice(stack, customer.id);
  const note = await stack.stripe.creditNotes.create({ invoice: invoice.id, lines: wholeLines(invoice) });
  expect(note).toMatchObject({ total: invoice.total, pre_payment_amount: invoice.total, post_payment_amount: 0 });
  expect(note.total_taxes).toMatchObject([{ amount: invoice.total_taxes?.[0]?.amount }]);
  expect(note.lines.data[0]).toMatchObject({ type: 'invoice_line_item', invoice_line_item: invoice.lines.data[0]?.id });
  const after = await stack.stripe.invoices.retrieve(invoice.id);
  expect(after).toMatchObject({ status: 'paid', amount_paid: 0, amount_remaining: 0 });
});

test('a credit note of a paid invoice says where the money goes', async () => {
  const customer = await createCustomer(stack);
  const invoice = await createOpenInvoice(stack, customer.id);
  await stack.stripe.invoices.pay(invoice.id, { paid_out_of_band: true });
  const lines = wholeLines(invoice);
  expect(await readRefusal(stack.stripe.creditNotes.create({ invoice: invoice.id, lines }))).toMatchObject({
    param: 'amount',
  });
  const note = await stack.stripe.creditNotes.create({
    invoice: invoice.id,
    lines,
    credit_amount: 1000,
    out_of_band_amount: invoice.total - 1000,
  });
  expect(note).toMatchObject({ pre_payment_amount: 0, post_payment_amount: invoice.total });
  expect(await stack.stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -1000 });
  const again = await readRefusal(
    stack.stripe.creditNotes.create({ invoice: invoice.id, lines, credit_amount: invoice.total }),
  );
  expect(again).toMatchObject({ code: 'parameter_invalid_integer' });
});

test.each([
  ['neither amount nor lines', {}],
  ['both', { amount: 100, lines: [{ type: 'invoice_line_item' as const, invoice_line_item: 'il_x', quantity: 1 }] }],
  [
    'a line of another invoice',
    { lines: [{ type: 'invoice_line_item' as const, invoice_line_item: 'il_x', quantity: 1 }] },
  ],
  ['a line of its own', { lines: [{ type: 'custom_line_item' as const, unit_amount: 5, quantity: 1 }] }],
])('a credit note with %s is refused', async (_what, params) => {
  const customer = await createCustomer(stack);
  const invoice = await createOpenInvoice(stack, customer.id);
  expect(await readRefusal(stack.stripe.creditNotes.create({ invoice: invoice.id, ...params }))).toMatchObject({
    type: 'StripeInvalidRequestError',
  });
  expect((await stack.stripe.invoices.retrieve(invoice.id)).amount_remaining).toBe(invoice.amount_remaining);
});

test('cash that was not matched pays an invoice when it is applied, and only when it covers it', async () => {
  const customer = await createCustomer(stack);
  const invoice = await createOpenInvoice(stack, customer.id);
  await stack.stripe.customers.updateCashBalance(customer.id, { settings: { reconciliation_mode: 'manual' } });
  const { data } = await stack.stripe.invoicePayments.list({ invoice: invoice.id });
  const intent = String(data[0]?.payment.payment_intent);
  await stack.stripe.testHelpers.customers.fundCashBalance(customer.id, { amount: invoice.total - 1, currency: 'eur' });
  const early = await readRefusal(stack.stripe.paymentIntents.applyCustomerBalance(intent));
  expect(early).toMatchObject({ code: 'insufficient_funds' });
  await stack.stripe.testHelpers.customers.fundCashBalance(customer.id, { amount: 1, currency: 'eur' });
  await stack.stripe.paymentIntents.applyCustomerBalance(intent);
  expect((await stack.stripe.invoices.retrieve(invoice.id)).status).toBe('paid');
  const again = await readRefusal(stack.stripe.paymentIntents.applyCustomerBalance(intent));
  expect(again).toMatchObject({ code: 'payment_intent_unexpected_state' });
});

test('a British account has number and sort code, always the same', async () => {
  const customer = await createCustomer(stack);
  const ask = () =>
    stack.stripe.customers.createFundingInstructions(customer.id, {
      currency: 'gbp',
      funding_type: 'bank_transfer',
      bank_transfer: { type: 'gb_bank_transfer' },
    });
  const first = await ask();
  expect(first.bank_transfer.financial_addresses[0]?.sort_code).toMatchObject({ sort_code: '108800' });
  expect(await ask()).toEqual(first);
});
