import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCustomer, createMembership, createSetupSession, goodCard, postForm } from './support/factories.ts';
import { readRefusal } from './support/refusal.ts';
import { type Stack, startStack } from './support/stack.ts';

const day = 24 * 3600;
let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

test('a card saved at checkout pays the membership invoice on its due date', async () => {
  const customer = await createCustomer(stack);
  const session = await createSetupSession(stack, customer.id);
  const page = await fetch(session.url ?? '');
  expect(await page.text()).toContain('Tallenna kortti');

  const saved = await postForm(session.url ?? '', goodCard);
  expect(saved.status).toBe(303);
  expect(saved.headers.get('location')).toBe(`http://127.0.0.1:1/done?session=${session.id}`);

  const complete = await stack.stripe.checkout.sessions.retrieve(session.id, { expand: ['setup_intent'] });
  expect(complete.status).toBe('complete');
  const intent = complete.setup_intent;
  const method = typeof intent === 'object' && intent ? String(intent.payment_method) : '';
  await stack.stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method } });

  const subscription = await createMembership(stack, customer.id, { metadata: { membership: 'm1' } });
  expect(subscription.status).toBe('active');
  expect(subscription.latest_invoice).toMatchObject({ status: 'draft', number: null, total: 12_550 });

  await stack.advance(3600);
  const open = await stack.stripe.invoices.retrieve(subscription.latest_invoice.id);
  expect(open.status).toBe('open');
  expect(open.number).toMatch(/^[0-9A-F]{8}-0001$/);
  expect((open.due_date ?? 0) - (open.status_transitions.finalized_at ?? 0)).toBe(30 * day);
  expect(open.parent?.subscription_details).toMatchObject({
    subscription: subscription.id,
    metadata: { membership: 'm1' },
  });

  await stack.advance(30 * day);
  expect((await stack.stripe.subscriptions.retrieve(subscription.id)).status).toBe('past_due');
  const paid = await stack.stripe.invoices.pay(open.id, { payment_method: method, off_session: true });
  expect(paid).toMatchObject({ status: 'paid', amount_paid: 12_550, amount_remaining: 0 });
  expect((await stack.stripe.subscriptions.retrieve(subscription.id)).status).toBe('active');

  await stack.settle();
  const types = stack.receiver.types();
  for (const type of [
    'checkout.session.completed',
    'setup_intent.succeeded',
    'payment_method.attached',
    'customer.subscription.created',
    'invoice.created',
    'invoice.finalized',
    'invoice.sent',
    'charge.succeeded',
    'payment_intent.succeeded',
    'invoice_payment.paid',
    'invoice.paid',
    'invoice.payment_succeeded',
  ] as const) {
    expect(types.filter((entry) => entry === type)).toEqual([type]);
  }
  expect(stack.receiver.refused()).toEqual([]);
});

test('an invoice is never charged twice', async () => {
  const customer = await createCustomer(stack);
  const method = await stack.stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
  const subscription = await createMembership(stack, customer.id);
  await stack.advance(3600);
  const pay = () => stack.stripe.invoices.pay(subscription.latest_invoice.id, { payment_method: method.id });
  await pay();
  const refusal = await readRefusal(pay());
  expect(refusal).toMatchObject({ statusCode: 400, message: 'Invoice is already paid' });
  const charges = await stack.stripe.charges.list({ customer: customer.id });
  expect(charges.data).toHaveLength(1);
});

test('a card that fails when charged later is declined and leaves the invoice open', async () => {
  const customer = await createCustomer(stack);
  const session = await createSetupSession(stack, customer.id);
  expect((await postForm(session.url ?? '', { ...goodCard, number: '4000000000000341' })).status).toBe(303);
  const [method] = (await stack.stripe.customers.listPaymentMethods(customer.id)).data;
  const subscription = await createMembership(stack, customer.id);
  await stack.advance(3600);
  const refusal = await readRefusal(
    stack.stripe.invoices.pay(subscription.latest_invoice.id, { payment_method: method?.id ?? '', off_session: true }),
  );
  expect(refusal).toMatchObject({ type: 'StripeCardError', statusCode: 402, code: 'card_declined' });
  const invoice = await stack.stripe.invoices.retrieve(subscription.latest_invoice.id);
  expect(invoice).toMatchObject({ status: 'open', attempted: true, attempt_count: 1, amount_paid: 0 });
  await stack.settle();
  expect(stack.receiver.types()).toContain('invoice.payment_failed');
});

test('a card whose bank asks for the person is paid on the invoice page', async () => {
  const customer = await createCustomer(stack, { preferred_locales: ['en'] });
  const session = await createSetupSession(stack, customer.id, { locale: 'en' });
  const step = await postForm(session.url ?? '', { ...goodCard, number: '4000002500003155' });
  expect(step.headers.get('location')).toBe(`/c/${session.id}/authenticate`);
  expect(await (await fetch(`${session.url}/authenticate`)).text()).toContain('Complete authentication');
  expect((await postForm(`${session.url}/authenticate`, { outcome: 'complete' })).status).toBe(303);

  const [method] = (await stack.stripe.customers.listPaymentMethods(customer.id)).data;
  const subscription = await createMembership(stack, customer.id);
  await stack.advance(3600);
  const { id } = subscription.latest_invoice;
  const refusal = await readRefusal(
    stack.stripe.invoices.pay(id, { payment_method: method?.id ?? '', off_session: true }),
  );
  expect(refusal).toMatchObject({ statusCode: 402, code: 'authentication_required' });
  await stack.settle();
  expect(stack.receiver.types()).toContain('invoice.payment_action_required');

  const page = (await stack.stripe.invoices.retrieve(id)).hosted_invoice_url ?? '';
  const asked = await postForm(`${page}/pay`, { ...goodCard, number: '4000002500003155' });
  expect(asked.headers.get('location')).toMatch(/authenticate$/);
  await postForm(`${page}/authenticate`, { outcome: 'complete' });
  expect((await stack.stripe.invoices.retrieve(id)).status).toBe('paid');
});

test('a subscription renews with a new draft when its year is over', async () => {
  const customer = await createCustomer(stack);
  const subscription = await createMembership(stack, customer.id);
  await stack.advance(366 * day);
  const renewed = await stack.stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] });
  expect(renewed.latest_invoice).toMatchObject({ billing_reason: 'subscription_cycle', status: 'open' });
  expect(renewed.items.data[0]?.current_period_start).toBe(subscription.items.data[0]?.current_period_end);
});

test('a subscription cancelled at the end of its term ends there and is not billed again', async () => {
  const customer = await createCustomer(stack);
  const subscription = await createMembership(stack, customer.id);
  await stack.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
  await stack.advance(366 * day);
  expect((await stack.stripe.subscriptions.retrieve(subscription.id)).status).toBe('canceled');
  expect((await stack.stripe.invoices.list({ subscription: subscription.id })).data).toHaveLength(1);
});
