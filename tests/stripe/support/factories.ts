import type Stripe from 'stripe';
import type { Stack } from './stack.ts';

/** Creates a customer with valid defaults. */
export function createCustomer(stack: Stack, params: Stripe.CustomerCreateParams = {}): Promise<Stripe.Customer> {
  return stack.stripe.customers.create({
    name: 'Kuvaamo Äyräpää Oy',
    email: 'talous@kuvaamo.example',
    address: { country: 'FI', line1: 'Katu 1', postal_code: '00100', city: 'Helsinki' },
    preferred_locales: ['fi'],
    ...params,
  });
}

/** Creates a yearly subscription that sends invoices, due after 30 days; 100 € unless told. */
export async function createMembership(
  stack: Stack,
  customer: string,
  params: Partial<Stripe.SubscriptionCreateParams> = {},
): Promise<Stripe.Subscription & { latest_invoice: Stripe.Invoice }> {
  const product = await stack.stripe.products.create({ name: 'CPS Silver' });
  const subscription = await stack.stripe.subscriptions.create({
    customer,
    collection_method: 'send_invoice',
    days_until_due: 30,
    automatic_tax: { enabled: true },
    items: [
      {
        price_data: { currency: 'eur', product: product.id, unit_amount: 10_000, recurring: { interval: 'year' } },
      },
    ],
    expand: ['latest_invoice'],
    ...params,
  });
  return subscription as Stripe.Subscription & { latest_invoice: Stripe.Invoice };
}

/** Creates a membership and lets the hour pass after which its first invoice is open. */
export async function createOpenInvoice(stack: Stack, customer: string): Promise<Stripe.Invoice> {
  const subscription = await createMembership(stack, customer);
  await stack.advance(3600);
  return stack.stripe.invoices.retrieve(subscription.latest_invoice.id);
}

/** Opens a Checkout Session that saves a card. */
export function createSetupSession(
  stack: Stack,
  customer: string,
  params: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Promise<Stripe.Checkout.Session> {
  return stack.stripe.checkout.sessions.create({
    mode: 'setup',
    customer,
    currency: 'eur',
    success_url: 'http://127.0.0.1:1/done?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://127.0.0.1:1/back',
    ...params,
  });
}

/** Posts a form as a browser would, without following the redirect. */
export function postForm(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
}

export const goodCard = { number: '4242 4242 4242 4242', expiry: '12/40', cvc: '123' };
