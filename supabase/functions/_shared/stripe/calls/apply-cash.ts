import * as z from 'zod/mini';
import { mirrorCash } from '../mirror-cash.ts';
import { mirrorInvoice, readId } from '../mirror-invoice.ts';
import type { StripeTools } from '../stripe-tools.ts';
import { CallRefused, type CallToMake, defineCall, requireId } from './stripe-call.ts';

/**
 * Pays an open invoice from the money of the company that waits at Stripe: for transfers Stripe does not match itself, such as those that come more
 * than 30 days late. Result: `{ is_paid }`.
 */
export const applyCash = defineCall({
  parameters: z.object({}),
  run: async (tools, call) => {
    const intent = await findOpenIntent(tools, call);
    if (intent) await tools.stripe.paymentIntents.applyCustomerBalance(intent, {}, { idempotencyKey: call.id });
    return look(tools, call);
  },
  find: async (tools, call) => {
    const result = await look(tools, call);
    return result.is_paid ? result : undefined;
  },
});

/** The payment through which an open invoice is paid; undefined when it is not open any more. */
async function findOpenIntent({ stripe }: StripeTools, call: CallToMake<unknown>): Promise<string | undefined> {
  const id = requireId(call.invoice, 'invoice');
  const { status } = await stripe.invoices.retrieve(id);
  if (status !== 'open') return undefined;
  const { data } = await stripe.invoicePayments.list({ invoice: id, status: 'open', limit: 10 });
  const intent = data.map(({ payment }) => readId(payment.payment_intent)).find((found) => found !== null);
  if (!intent) throw new CallRefused(`The open invoice ${id} has no payment`);
  return intent;
}

async function look(tools: StripeTools, call: CallToMake<unknown>) {
  const invoice = await tools.stripe.invoices.retrieve(requireId(call.invoice, 'invoice'));
  await mirrorInvoice(tools, invoice, call.leasedAt);
  if (call.customer) await mirrorCash(tools, call.customer, call.leasedAt);
  return { is_paid: invoice.status === 'paid' };
}
