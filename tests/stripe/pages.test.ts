import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCustomer, createOpenInvoice, createSetupSession, goodCard, postForm } from './support/factories.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

async function openCheckout(locale: 'fi' | 'en' = 'en'): Promise<string> {
  const customer = await createCustomer(stack);
  return (await createSetupSession(stack, customer.id, { locale })).url ?? '';
}

test.each([
  ['a number with a wrong digit', { number: '4242 4242 4242 4241' }, 'The card number is not right'],
  ['a real-looking number', { number: '4111 1111 1111 1111' }, 'This is not a test card'],
  ['no number', { number: '' }, 'Enter the card number'],
  ['an expired card', { expiry: '01/20' }, 'The card has expired'],
  ['a month that does not exist', { expiry: '13/40' }, 'Enter the expiry as month and year'],
  ['a short security code', { cvc: '1' }, 'Enter the 3 or 4 digit security code'],
  ['a card that its bank refuses', { number: '4000000000000002' }, 'Your card was declined'],
])('%s is explained at the field and the rest is kept', async (_, change, sentence) => {
  const url = await openCheckout();
  const page = await (await postForm(url, { ...goodCard, ...change })).text();
  expect(page).toContain(sentence);
  expect(page).toContain('aria-invalid="true"');
  for (const value of Object.values({ ...goodCard, ...change })) expect(page).toContain(`value="${value}"`);
});

test('the checkout speaks Finnish or English as the session says', async () => {
  const finnish = await (await fetch(await openCheckout('fi'))).text();
  for (const text of ['lang="fi"', 'Kortin numero', 'Voimassaolo', 'CVC', 'Tallenna kortti']) {
    expect(finnish).toContain(text);
  }
  const english = await (await fetch(await openCheckout('en'))).text();
  for (const text of ['lang="en"', 'Card number', 'Expiry', 'Save card']) expect(english).toContain(text);
});

test('what a person types is shown as text, never as markup', async () => {
  const page = await (
    await postForm(await openCheckout(), { ...goodCard, number: '"><script>alert(1)</script>' })
  ).text();
  expect(page).not.toContain('<script');
  expect(page).toContain('&quot;&gt;&lt;script&gt;');
});

test('a second click saves no second card', async () => {
  const customer = await createCustomer(stack);
  const session = await createSetupSession(stack, customer.id);
  const both = await Promise.all([postForm(session.url ?? '', goodCard), postForm(session.url ?? '', goodCard)]);
  expect(both.map((answer) => answer.headers.get('location'))).toEqual(
    Array(2).fill(`http://127.0.0.1:1/done?session=${session.id}`),
  );
  expect((await stack.stripe.customers.listPaymentMethods(customer.id)).data).toHaveLength(1);
});

test('a failed authentication saves nothing and lets the person try again', async () => {
  const customer = await createCustomer(stack);
  const session = await createSetupSession(stack, customer.id, { locale: 'en' });
  await postForm(session.url ?? '', { ...goodCard, number: '4000002500003155' });
  const page = await (await postForm(`${session.url}/authenticate`, { outcome: 'fail' })).text();
  expect(page).toContain('The authentication did not succeed');
  expect((await stack.stripe.customers.listPaymentMethods(customer.id)).data).toEqual([]);
  expect((await postForm(session.url ?? '', goodCard)).status).toBe(303);
});

test('an expired session takes no card and says so', async () => {
  const customer = await createCustomer(stack);
  const session = await createSetupSession(stack, customer.id, { locale: 'en' });
  await stack.advance(25 * 3600);
  expect((await stack.stripe.checkout.sessions.retrieve(session.id)).status).toBe('expired');
  expect(await (await postForm(session.url ?? '', goodCard)).text()).toContain('The link has expired');
  expect((await stack.stripe.customers.listPaymentMethods(customer.id)).data).toEqual([]);
});

test('the invoice page shows what is due and takes a card', async () => {
  const invoice = await createOpenInvoice(stack, (await createCustomer(stack)).id);
  const url = invoice.hosted_invoice_url ?? '';
  const page = await (await fetch(url)).text();
  for (const text of [invoice.number ?? '', 'Eräpäivä', 'Arvonlisävero', 'IBAN', 'Maksa kortilla']) {
    expect(page).toContain(text);
  }
  await postForm(`${url}/pay`, goodCard);
  expect(await (await fetch(url)).text()).toContain('Lasku on maksettu');
  await postForm(`${url}/pay`, goodCard);
  expect((await stack.stripe.charges.list({ customer: String(invoice.customer) })).data).toHaveLength(1);
});

test('the invoice PDF is a well formed page with Finnish letters', async () => {
  const invoice = await createOpenInvoice(stack, (await createCustomer(stack)).id);
  const answer = await fetch(invoice.invoice_pdf ?? '');
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  const text = Buffer.from(await answer.arrayBuffer()).toString('latin1');
  expect(text.startsWith('%PDF-1.4')).toBe(true);
  expect(text).toContain('Kuvaamo Äyräpää Oy');
  expect(text).toContain(`125,50 \x80`);
  const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
  expect(text.slice(start, start + 4)).toBe('xref');
  const length = Number(/\/Length (\d+)/.exec(text)?.[1]);
  expect(text.indexOf('endstream') - text.indexOf('stream\n') - 'stream\n'.length - 1).toBe(length);
});

test('the front page shows the clock and moves it', async () => {
  const read = async () => ((await (await stack.control('/clock')).json()) as { now: number }).now;
  const before = await read();
  expect(await (await fetch(stack.url)).text()).toContain('Skip 30 days');
  await postForm(`${stack.url}/skip?seconds=86400`, {});
  expect((await read()) - before).toBeGreaterThanOrEqual(86_400);
});

test('addresses that lead nowhere are a plain 404', async () => {
  for (const path of ['/c/cs_unknown', '/i/unknown', '/i/unknown/pdf', '/nothing']) {
    expect((await fetch(stack.url + path)).status).toBe(404);
  }
});
