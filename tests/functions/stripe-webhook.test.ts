import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { skipDays } from '../support/clock.ts';
import { eventually } from '../support/eventually.ts';
import { readMails, waitForMail } from '../support/mailbox.ts';
import { sql, stackFromEnvironment } from '../support/stack.ts';
import { callFunction } from './support/call.ts';
import { createCompany } from './support/companies.ts';
import { waitForCalls } from './support/invoices.ts';
import { createStripe, join, waitForInvoice } from './support/joining.ts';

interface EventParts {
  type?: string;
  objectId?: string;
  id?: string;
}

function eventText({ type = 'invoice.paid', objectId = 'in_unknown', id = `evt_${randomUUID()}` }: EventParts = {}) {
  const created = Math.floor(Date.now() / 1000);
  return {
    id,
    text: JSON.stringify({
      id,
      object: 'event',
      api_version: '2026-10-28.endive',
      created,
      type,
      data: { object: { id: objectId } },
    }),
  };
}

function sign(payload: string, { secret = '', secondsAgo = 0 } = {}): string {
  return createStripe().webhooks.generateTestHeaderString({
    payload,
    secret: secret || (stackFromEnvironment().environment.STRIPE_WEBHOOK_SECRET ?? ''),
    timestamp: Math.floor(Date.now() / 1000) - secondsAgo,
  });
}

const send = (text: string, signature?: string) =>
  callFunction('stripe-webhook', text, { headers: signature === undefined ? {} : { 'stripe-signature': signature } });
const countEvents = async (id: string) => (await sql`select from private.stripe_events where id = ${id}`).length;

test.each([
  ['no signature', () => undefined],
  ['an empty signature', () => ''],
  ['a forged signature', (text: string) => sign(text, { secret: 'whsec_forged' })],
  ['a signature for another body', () => sign('{}')],
  ['a signature older than five minutes', (text: string) => sign(text, { secondsAgo: 301 })],
])('an event with %s is refused and not stored', async (_name, signatureFor) => {
  const { id, text } = eventText();
  const { status, body } = await send(text, signatureFor(text));
  expect([status, body.error.code]).toEqual([400, 'webhook_signature']);
  expect(await countEvents(id)).toBe(0);
});

test('a forged, an unsigned and a late event about a real invoice change nothing', async () => {
  const company = await createCompany({ points: 500 });
  await join(company, { paymentMethod: 'bank_transfer' });
  await skipDays(1.1 / 24);
  const { stripe_invoice_id: objectId } = await waitForInvoice(company, 'open');
  const read = () =>
    sql`select to_jsonb(i) - 'mirrored_at' as invoice, to_jsonb(m) as membership, (select count(*)::integer from private.stripe_events where object_id = ${objectId}) as events
      from public.invoices i join public.memberships m on m.id = i.membership_id where i.stripe_invoice_id = ${objectId}`;
  await eventually(async () => {
    const waiting = await sql`select from private.stripe_events where object_id = ${objectId} and processed_at is null`;
    return waiting.length === 0 ? true : undefined;
  });
  // The account to pay into comes a moment later and belongs to the invoice as well.
  await waitForCalls(company);
  const before = await read();
  const { text } = eventText({ objectId });
  const signatures = [undefined, sign(text, { secret: 'whsec_forged' }), sign(text, { secondsAgo: 301 }), 't=1,v1=00'];
  for (const signature of signatures) {
    const { status, body } = await send(text, signature);
    expect([status, body.error.code]).toEqual([400, 'webhook_signature']);
  }
  expect(await read()).toEqual(before);
});

test('a recorded event sent once more within five minutes is one event, and later it is refused', async () => {
  const { id, text } = eventText({ type: 'customer.created', objectId: 'cus_1' });
  expect((await send(text, sign(text, { secondsAgo: 250 }))).status).toBe(200);
  expect((await send(text, sign(text, { secondsAgo: 299 }))).status).toBe(200);
  expect(await countEvents(id)).toBe(1);
  const [stored] = await sql`select received_at from private.stripe_events where id = ${id}`;
  expect((await send(text, sign(text, { secondsAgo: 301 }))).status).toBe(400);
  const [after] = await sql`select received_at from private.stripe_events where id = ${id}`;
  expect(after?.received_at).toEqual(stored?.received_at);
});

test('an event is stored once however often it arrives', async () => {
  const { id, text } = eventText({ type: 'customer.created', objectId: 'cus_1' });
  const answers = await Promise.all([1, 2, 3].map(() => send(text, sign(text))));
  expect(answers.map(({ status, body }) => [status, body])).toEqual(Array(3).fill([200, { received: true }]));
  expect(await countEvents(id)).toBe(1);
});

test('an event nobody acts on, and one about an object that is gone, are done at once', async () => {
  const events = [eventText({ type: 'horoscope.created' }), eventText({ objectId: 'in_gone' })];
  for (const { text } of events) await send(text, sign(text));
  await eventually(async () => {
    const ids = events.map(({ id }) => id);
    const done = await sql`select from private.stripe_events where id = any (${ids}) and processed_at is not null`;
    return done.length === 2 ? true : undefined;
  });
});

test('events that arrive twice, late and in any order leave the invoice as it is at Stripe', async () => {
  const company = await createCompany({ points: 500 });
  await join(company, { paymentMethod: 'bank_transfer' });
  await skipDays(1.1 / 24);
  const open = await waitForInvoice(company, 'open');
  await createStripe().invoices.pay(open.stripe_invoice_id, { paid_out_of_band: true });
  const paid = await waitForInvoice(company, 'paid');
  await waitForMail(company.email, `Lasku ${paid.number} on maksettu`);

  const types = ['invoice.paid', 'invoice.created', 'invoice.finalized', 'invoice.payment_failed', 'invoice.updated'];
  const events = types.map((type) => eventText({ type, objectId: open.stripe_invoice_id }));
  for (const { text } of [...events, ...events.toReversed()]) await send(text, sign(text));
  await eventually(async () => {
    const ids = events.map(({ id }) => id);
    const done = await sql`select from private.stripe_events where id = any (${ids}) and processed_at is not null`;
    return done.length === types.length ? true : undefined;
  });
  const rows =
    await sql`select status, number, amount_paid_minor from public.invoices where account_id = ${company.accountId}`;
  expect(rows).toMatchObject([{ status: 'paid', number: paid.number }]);
  const subjects = (await readMails(company.email))
    .map(({ subject }) => subject)
    .filter((subject) => subject.includes('Lasku'));
  expect(subjects.toSorted()).toEqual([...new Set(subjects)].toSorted());
});

test('a body that is far too large is refused', async () => {
  const text = JSON.stringify({ filler: 'x'.repeat(600_000) });
  const { status } = await send(text, sign(text));
  expect(status).toBe(413);
});
