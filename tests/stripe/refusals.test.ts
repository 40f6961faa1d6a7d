import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCustomer, createMembership, createOpenInvoice, createSetupSession } from './support/factories.ts';
import { readRefusal } from './support/refusal.ts';
import { connect, type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let customer: Stripe.Customer;

beforeAll(async () => {
  stack = await startStack();
  customer = await createCustomer(stack);
});
afterAll(() => stack.close());

test('a wrong key is refused with 401', async () => {
  const refusal = await readRefusal(connect(stack.url, 'sk_test_wrong').customers.list());
  expect(refusal).toMatchObject({ type: 'StripeAuthenticationError', statusCode: 401 });
});

test('another API version is refused', async () => {
  const answer = await fetch(`${stack.url}/v1/customers`, {
    headers: { authorization: 'Bearer sk_test_double', 'stripe-version': '2024-06-20' },
  });
  expect(answer.status).toBe(400);
});

test.each([
  ['an unknown parameter', { emial: 'x' }, 'parameter_unknown', 'emial'],
  ['an unknown nested parameter', { address: { town: 'x' } }, 'parameter_unknown', 'address[town]'],
  ['a value outside its list', { tax_exempt: 'sometimes' }, 'parameter_invalid_enum', 'tax_exempt'],
  [
    'a text where a number belongs',
    { next_invoice_sequence: 'x' },
    'parameter_invalid_integer',
    'next_invoice_sequence',
  ],
  ['a text where an object belongs', { address: 'x' }, 'parameter_invalid_object', 'address'],
  ['an invalid e-mail address', { email: 'x' }, 'email_invalid', 'email'],
])('%s is refused by name', async (_, params, code, param) => {
  const refusal = await readRefusal(stack.stripe.customers.create(params as Stripe.CustomerCreateParams));
  expect(refusal).toMatchObject({ statusCode: 400, code, param });
});

test('a missing parameter is refused by name', async () => {
  const refusal = await readRefusal(stack.stripe.products.create({} as Stripe.ProductCreateParams));
  expect(refusal).toMatchObject({ statusCode: 400, code: 'parameter_missing', param: 'name' });
});

test('payment_method_types is refused at checkout since 2026-09-30.endive', async () => {
  const refusal = await readRefusal(
    createSetupSession(stack, customer.id, { payment_method_types: ['card'] } as object),
  );
  expect(refusal).toMatchObject({ statusCode: 400, code: 'payment_method_types_no_longer_supported' });
});

test('checkout in setup mode needs a currency or allowed payment methods', async () => {
  const refusal = await readRefusal(createSetupSession(stack, customer.id, { currency: undefined }));
  expect(refusal).toMatchObject({ code: 'parameter_missing', param: 'currency' });
  const session = await createSetupSession(stack, customer.id, {
    currency: undefined,
    allowed_payment_method_types: ['card'],
  });
  expect(session.status).toBe('open');
});

test('unknown ids are 404 in the address and 400 in a parameter', async () => {
  const inAddress = await readRefusal(stack.stripe.invoices.retrieve('in_unknown'));
  expect(inAddress).toMatchObject({ statusCode: 404, code: 'resource_missing', param: 'id' });
  const inParameter = await readRefusal(createMembership(stack, 'cus_unknown'));
  expect(inParameter).toMatchObject({ statusCode: 400, code: 'resource_missing', param: 'customer' });
});

test('a deleted customer cannot be billed', async () => {
  const gone = await createCustomer(stack);
  await stack.stripe.customers.del(gone.id);
  expect(await stack.stripe.customers.retrieve(gone.id)).toMatchObject({ deleted: true });
  expect(await readRefusal(createMembership(stack, gone.id))).toMatchObject({ code: 'resource_missing' });
});

test('a customer without e-mail gets no subscription that sends invoices', async () => {
  const silent = await createCustomer(stack, { email: undefined });
  const refusal = await readRefusal(createMembership(stack, silent.id));
  expect(refusal).toMatchObject({ statusCode: 400, message: expect.stringContaining('Missing email') });
  expect((await stack.stripe.subscriptions.list({ customer: silent.id })).data).toEqual([]);
});

test('automatic tax needs the country of the customer', async () => {
  const somewhere = await createCustomer(stack, { address: undefined });
  const refusal = await readRefusal(createMembership(stack, somewhere.id));
  expect(refusal).toMatchObject({ code: 'customer_tax_location_invalid' });
});

test('a second currency for the same customer is refused', async () => {
  const own = await createCustomer(stack);
  await createMembership(stack, own.id);
  const product = await stack.stripe.products.create({ name: 'Gold' });
  const refusal = await readRefusal(
    createMembership(stack, own.id, {
      items: [
        { price_data: { currency: 'sek', product: product.id, unit_amount: 1, recurring: { interval: 'year' } } },
      ],
    }),
  );
  expect(refusal).toMatchObject({ statusCode: 400, param: 'currency' });
});

test('negative prices are refused', async () => {
  const product = await stack.stripe.products.create({ name: 'Negative' });
  const refusal = await readRefusal(
    stack.stripe.prices.create({ product: product.id, currency: 'eur', unit_amount: -1 }),
  );
  expect(refusal).toMatchObject({ code: 'parameter_invalid_integer', param: 'unit_amount' });
});

test('a product id is given once', async () => {
  await stack.stripe.products.create({ id: 'cps_gold', name: 'Gold' });
  const refusal = await readRefusal(stack.stripe.products.create({ id: 'cps_gold', name: 'Gold' }));
  expect(refusal).toMatchObject({ code: 'resource_already_exists', param: 'id' });
});

test('a payment method of another customer is refused', async () => {
  const other = await createCustomer(stack);
  const method = await stack.stripe.paymentMethods.attach('pm_card_visa', { customer: other.id });
  const attach = await readRefusal(stack.stripe.paymentMethods.attach(method.id, { customer: customer.id }));
  expect(attach.statusCode).toBe(400);
  const invoice = await createOpenInvoice(stack, (await createCustomer(stack)).id);
  const pay = await readRefusal(stack.stripe.invoices.pay(invoice.id, { payment_method: method.id }));
  expect(pay.statusCode).toBe(400);
  expect((await stack.stripe.invoices.retrieve(invoice.id)).status).toBe('open');
});

test('a draft cannot be paid and an open invoice cannot be finalised or given other terms', async () => {
  const own = await createCustomer(stack);
  const subscription = await createMembership(stack, own.id);
  const { id } = subscription.latest_invoice;
  expect(await readRefusal(stack.stripe.invoices.pay(id))).toMatchObject({ statusCode: 400 });
  await stack.stripe.invoices.finalizeInvoice(id);
  expect(await readRefusal(stack.stripe.invoices.finalizeInvoice(id))).toMatchObject({ code: 'invoice_not_editable' });
  for (const params of [{ collection_method: 'charge_automatically' }, { due_date: 4_000_000_000 }] as const) {
    expect(await readRefusal(stack.stripe.invoices.update(id, params))).toMatchObject({ code: 'invoice_not_editable' });
  }
  expect((await stack.stripe.invoices.update(id, { metadata: { a: 'b' } })).metadata).toEqual({ a: 'b' });
});

test('a voided invoice cannot be paid, sent or voided again', async () => {
  const invoice = await createOpenInvoice(stack, (await createCustomer(stack)).id);
  expect((await stack.stripe.invoices.voidInvoice(invoice.id)).status).toBe('void');
  for (const call of [
    stack.stripe.invoices.pay(invoice.id, { payment_method: 'pm_card_visa' }),
    stack.stripe.invoices.sendInvoice(invoice.id),
    stack.stripe.invoices.voidInvoice(invoice.id),
  ]) {
    expect((await readRefusal(call)).statusCode).toBe(400);
  }
});

test('a tax number of the wrong form is refused', async () => {
  const refusal = await readRefusal(stack.stripe.customers.createTaxId(customer.id, { type: 'eu_vat', value: 'FI12' }));
  expect(refusal).toMatchObject({ code: 'tax_id_invalid', param: 'value' });
});

test('an endpoint that the double does not know is a clear 404', async () => {
  const refusal = await readRefusal(stack.stripe.coupons.list());
  expect(refusal).toMatchObject({ statusCode: 404, message: expect.stringContaining('Unrecognized request URL') });
});
