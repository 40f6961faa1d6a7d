import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCustomer, createMembership, createOpenInvoice } from './support/factories.ts';
import { readRefusal } from './support/refusal.ts';
import { type Stack, startStack } from './support/stack.ts';

const day = 24 * 3600;
let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

async function billIn(country: string, vat?: string): Promise<Stripe.Invoice> {
  const customer = await createCustomer(stack, {
    address: { country },
    ...(vat ? { tax_id_data: [{ type: 'eu_vat', value: vat }] } : {}),
  });
  return (await createMembership(stack, customer.id)).latest_invoice;
}

test.each([
  ['FI', undefined, 12_550, 'standard_rated'],
  ['DE', undefined, 11_900, 'standard_rated'],
  ['DE', 'DE123456789', 10_000, 'reverse_charge'],
  ['FI', 'FI12345678', 12_550, 'standard_rated'],
  ['CH', undefined, 10_810, 'standard_rated'],
])('a customer in %s with VAT number %s pays %d cents: %s', async (country, vat, total, reason) => {
  const invoice = await billIn(country, vat);
  expect(invoice.total).toBe(total);
  expect(invoice.total_excluding_tax).toBe(10_000);
  expect(invoice.total_taxes).toMatchObject([{ amount: total - 10_000, taxability_reason: reason }]);
});

test('an inclusive price contains its tax', async () => {
  const customer = await createCustomer(stack);
  const product = await stack.stripe.products.create({ name: 'Inclusive' });
  const price = await stack.stripe.prices.create({
    product: product.id,
    currency: 'eur',
    unit_amount: 12_550,
    tax_behavior: 'inclusive',
    lookup_key: 'silver_eur',
    recurring: { interval: 'year' },
  });
  const [found] = (await stack.stripe.prices.list({ lookup_keys: ['silver_eur'] })).data;
  const subscription = await createMembership(stack, customer.id, { items: [{ price: found?.id ?? price.id }] });
  expect(subscription.latest_invoice).toMatchObject({ total: 12_550, total_excluding_tax: 10_000 });
});

test('the register answers later whether a VAT number is verified', async () => {
  const customer = await createCustomer(stack);
  const taxId = await stack.stripe.customers.createTaxId(customer.id, { type: 'eu_vat', value: 'FI12345678' });
  expect(taxId.verification?.status).toBe('pending');
  await stack.advance(5);
  const verified = await stack.stripe.customers.retrieveTaxId(customer.id, taxId.id);
  expect(verified.verification).toMatchObject({ status: 'verified', verified_name: 'Kuvaamo Äyräpää Oy' });
  expect(stack.receiver.types()).toContain('customer.tax_id.updated');
  await stack.stripe.customers.deleteTaxId(customer.id, taxId.id);
  expect((await stack.stripe.customers.listTaxIds(customer.id)).data).toEqual([]);
});

test('a bank transfer of the exact amount pays the invoice', async () => {
  const customer = await createCustomer(stack);
  const invoice = await createOpenInvoice(stack, customer.id);
  await stack.stripe.testHelpers.customers.fundCashBalance(customer.id, {
    amount: invoice.amount_due,
    currency: 'eur',
    reference: invoice.number ?? '',
  });
  expect((await stack.stripe.invoices.retrieve(invoice.id)).status).toBe('paid');
  const cash = await stack.stripe.customers.retrieveCashBalance(customer.id);
  expect(cash.available).toBeNull();
});

test('too little money pays nothing and waits in the cash balance', async () => {
  const customer = await createCustomer(stack);
  const invoice = await createOpenInvoice(stack, customer.id);
  const fund = (amount: number) =>
    stack.stripe.testHelpers.customers.fundCashBalance(customer.id, { amount, currency: 'eur' });
  await fund(invoice.amount_due - 1);
  expect((await stack.stripe.invoices.retrieve(invoice.id)).status).toBe('open');
  await fund(1);
  expect((await stack.stripe.invoices.retrieve(invoice.id)).status).toBe('paid');
});

test('money that comes more than 30 days late is not matched', async () => {
  const customer = await createCustomer(stack);
  const invoice = await createOpenInvoice(stack, customer.id);
  await stack.advance(61 * day);
  await stack.stripe.testHelpers.customers.fundCashBalance(customer.id, {
    amount: invoice.amount_due,
    currency: 'eur',
  });
  expect((await stack.stripe.invoices.retrieve(invoice.id)).status).toBe('open');
  expect((await stack.stripe.customers.retrieveCashBalance(customer.id)).available).toEqual({
    eur: invoice.amount_due,
  });
});

test('a customer has one virtual account for euro transfers', async () => {
  const customer = await createCustomer(stack);
  const ask = () =>
    stack.stripe.customers.createFundingInstructions(customer.id, {
      currency: 'eur',
      funding_type: 'bank_transfer',
      bank_transfer: { type: 'eu_bank_transfer', eu_bank_transfer: { country: 'NL' } },
    });
  const first = await ask();
  expect(first.bank_transfer.financial_addresses[0]?.iban?.iban).toMatch(/^NL\d{2}TEST\w{10}$/);
  expect(await ask()).toEqual(first);
});

test('staff can mark an invoice as paid elsewhere', async () => {
  const invoice = await createOpenInvoice(stack, (await createCustomer(stack)).id);
  const paid = await stack.stripe.invoices.pay(invoice.id, { paid_out_of_band: true });
  expect(paid).toMatchObject({ status: 'paid', amount_remaining: 0 });
  expect((await stack.stripe.charges.list({ customer: String(invoice.customer) })).data).toEqual([]);
});

test('an invoice made by hand gets lines, a due date and a payment to make', async () => {
  const customer = await createCustomer(stack);
  const draft = await stack.stripe.invoices.create({
    customer: customer.id,
    collection_method: 'send_invoice',
    days_until_due: 14,
    automatic_tax: { enabled: true },
    payment_settings: {
      payment_method_types: ['card', 'customer_balance'],
      payment_method_options: {
        customer_balance: {
          funding_type: 'bank_transfer',
          bank_transfer: { type: 'eu_bank_transfer', eu_bank_transfer: { country: 'NL' } },
        },
      },
    },
  });
  await stack.stripe.invoices.addLines(draft.id, { lines: [{ amount: 2000, description: 'Kuljetus' }] });
  await stack.stripe.invoiceItems.create({ customer: customer.id, invoice: draft.id, amount: 1000, currency: 'eur' });
  const open = await stack.stripe.invoices.finalizeInvoice(draft.id, {
    expand: ['payments', 'confirmation_secret', 'customer'],
  });
  expect(open).toMatchObject({ status: 'open', total: 3765, customer: { id: customer.id } });
  expect(open.confirmation_secret?.client_secret).toMatch(/^pi_\w+_secret_/);
  const [payment] = (await stack.stripe.invoicePayments.list({ invoice: open.id })).data;
  expect(payment).toMatchObject({ id: open.payments?.data[0]?.id, status: 'open', amount_requested: 3765 });
});

test('a credit note lowers what is due and never goes below zero', async () => {
  const invoice = await createOpenInvoice(stack, (await createCustomer(stack)).id);
  const note = await stack.stripe.creditNotes.create({ invoice: invoice.id, amount: 2550 });
  expect(note).toMatchObject({ type: 'pre_payment', number: `${invoice.number}-CN-01` });
  expect(note.lines.data, 'of an amount it has no lines').toEqual([]);
  expect((await stack.stripe.invoices.retrieve(invoice.id)).amount_remaining).toBe(10_000);
  const refusal = await readRefusal(stack.stripe.creditNotes.create({ invoice: invoice.id, amount: 10_001 }));
  expect(refusal.statusCode).toBe(400);
  await stack.stripe.creditNotes.create({ invoice: invoice.id, amount: 10_000 });
  expect((await stack.stripe.invoices.retrieve(invoice.id)).status).toBe('paid');
});

test('an upgrade costs what its preview said, and the preview changes nothing', async () => {
  const customer = await createCustomer(stack);
  const subscription = await createMembership(stack, customer.id);
  const [item] = subscription.items.data;
  const gold = await stack.stripe.products.create({ name: 'CPS Gold' });
  const price = await stack.stripe.prices.create({
    product: gold.id,
    currency: 'eur',
    unit_amount: 20_000,
    recurring: { interval: 'year' },
  });
  const middle = Math.floor(((item?.current_period_start ?? 0) + (item?.current_period_end ?? 0)) / 2);
  const change: Stripe.SubscriptionUpdateParams & Stripe.InvoiceCreatePreviewParams.SubscriptionDetails = {
    items: [{ id: item?.id ?? '', price: price.id }],
    proration_behavior: 'always_invoice',
    proration_date: middle,
  };
  const eventsBefore = (await stack.stripe.events.list()).data[0]?.id;
  const preview = await stack.stripe.invoices.createPreview({
    subscription: subscription.id,
    subscription_details: change,
  });
  expect(preview.total_excluding_tax).toBe(5000);
  expect((await stack.stripe.events.list()).data[0]?.id).toBe(eventsBefore);
  const changed = await stack.stripe.subscriptions.update(subscription.id, { ...change, expand: ['latest_invoice'] });
  expect(changed.latest_invoice).toMatchObject({ total: preview.total, billing_reason: 'subscription_update' });
});

test('lists come newest first in pages', async () => {
  const email = 'lista@kuvaamo.example';
  const made = [];
  for (const name of ['1', '2', '3']) made.push((await createCustomer(stack, { name, email })).id);
  const first = await stack.stripe.customers.list({ email, limit: 2 });
  expect(first.data.map((entry) => entry.id)).toEqual([made[2], made[1]]);
  expect(first.has_more).toBe(true);
  const rest = await stack.stripe.customers.list({ email, limit: 2, starting_after: made[1] });
  expect(rest.data.map((entry) => entry.id)).toEqual([made[0]]);
  expect(rest.has_more).toBe(false);
  const back = await stack.stripe.customers.list({ email, limit: 2, ending_before: made[0] });
  expect(back.data.map((entry) => entry.id)).toEqual([made[2], made[1]]);
});
