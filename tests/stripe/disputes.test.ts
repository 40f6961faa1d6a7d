import { afterEach, expect, test } from 'vitest';
import { createCustomer, createOpenInvoice } from './support/factories.ts';
import { readRefusal } from './support/refusal.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
afterEach(() => stack.close());

/** An invoice that was paid with the card whose holder disputes everything. */
async function openDispute() {
  stack = await startStack();
  const { stripe } = stack;
  const customer = await createCustomer(stack);
  const invoice = await createOpenInvoice(stack, customer.id);
  const card = await stripe.paymentMethods.attach('pm_card_createDispute', { customer: customer.id });
  await stripe.invoices.pay(invoice.id, { payment_method: card.id });
  const [dispute] = (await stripe.disputes.list({ limit: 1 })).data;
  if (!dispute) throw new Error('No dispute was opened');
  return dispute;
}

test('the charge stays paid, and the dispute waits for an answer', async () => {
  const dispute = await openDispute();
  const charge = await stack.stripe.charges.retrieve(dispute.charge as string);
  expect([charge.paid, charge.disputed]).toEqual([true, true]);
  expect([dispute.status, dispute.amount, dispute.currency]).toEqual([
    'needs_response',
    charge.amount,
    charge.currency,
  ]);
  expect(dispute.evidence_details).toMatchObject({ has_evidence: false, submission_count: 0 });
  const found = await stack.stripe.disputes.list({ charge: charge.id });
  expect(found.data.map(({ id }) => id)).toEqual([dispute.id]);
});

test('evidence that is kept decides nothing; what is submitted does, and is final', async () => {
  const { id } = await openDispute();
  const { disputes } = stack.stripe;
  const kept = await disputes.update(id, { evidence: { uncategorized_text: 'winning_evidence' }, submit: false });
  expect([kept.status, kept.evidence_details.has_evidence]).toEqual(['needs_response', true]);
  const won = await disputes.update(id, { evidence: { uncategorized_text: 'winning_evidence' } });
  expect([won.status, won.evidence_details.submission_count]).toEqual(['won', 1]);
  const late = disputes.update(id, { evidence: { uncategorized_text: 'more' } });
  expect((await readRefusal(late)).statusCode).toBe(400);
  expect((await readRefusal(disputes.close(id))).statusCode).toBe(400);
});

test('a dispute that is given up is lost', async () => {
  const { id } = await openDispute();
  expect((await stack.stripe.disputes.close(id)).status).toBe('lost');
  expect((await stack.stripe.disputes.retrieve(id)).status).toBe('lost');
});
